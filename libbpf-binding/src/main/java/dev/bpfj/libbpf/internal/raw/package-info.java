/**
 * C's functions as jnr-ffi interfaces, the only declaration of each: one interface a header, with
 * C's names and order and exact widths, and no logic at all.
 *
 * <p>What does not fit into one interface has one of its own: functions of six arguments, since
 * jnr-ffi reads {@code @NoX86} on interfaces alone and its x86-64 stubs pass the last of six
 * integers wrongly; and those on elements of maps, whose errno is not needed.
 *
 * <p>Pointers are {@code long} addresses, strings too. A {@code bool} is a {@code byte} where it is
 * returned, since the ABI defines no more of it. A function that the loaded library lacks is
 * reported when it is called, as an {@link java.lang.UnsatisfiedLinkError}.
 *
 * <p>The build generates the classes that call these functions ({@code stub-processor}); {@code
 * -Ddev.bpfj.binding=jnr-ffi} lets jnr-ffi make them at run time instead.
 */
@NullMarked
package dev.bpfj.libbpf.internal.raw;

import org.jspecify.annotations.NullMarked;
