/**
 * Memory that the kernel and Java share, and that no Java program can lose under its feet.
 *
 * <p>{@link dev.bpfj.libbpf.internal.memory.AddressRange} owns addresses and decides which pages
 * lie under them; {@link dev.bpfj.libbpf.internal.memory.Memory} is what accessors look at. Knows
 * maps only as file descriptors.
 */
@NullMarked
package dev.bpfj.libbpf.internal.memory;

import org.jspecify.annotations.NullMarked;
