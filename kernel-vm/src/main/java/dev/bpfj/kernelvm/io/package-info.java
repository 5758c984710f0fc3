/**
 * Utilities of the module: running other programs, finding them on the PATH, and caches that
 * several builds share. Independent of kernels and guests.
 */
@NullMarked
package dev.bpfj.kernelvm.io;

import org.jspecify.annotations.NullMarked;
