/**
 * What is known of the running kernel: its release, its configuration, what it lets this process
 * do.
 */
@NullMarked
package dev.bpfj.libbpf.internal.kernel;

import org.jspecify.annotations.NullMarked;
