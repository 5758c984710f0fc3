/**
 * The small change of the module: running other programs, finding them on the PATH, caches that
 * several builds share. Knows nothing of kernels or guests.
 */
@NullMarked
package dev.bpfj.kernelvm.io;

import org.jspecify.annotations.NullMarked;
