/**
 * C structures that the kernel and libbpf are given: one small writer for each, with its offsets by
 * name, which a test compares with what a C compiler says. An older libbpf accepts a longer
 * structure as long as the members that it does not know are zero, so each is written as the newest
 * known libbpf declares it.
 */
@NullMarked
package dev.bpfj.libbpf.internal.struct;

import org.jspecify.annotations.NullMarked;
