/**
 * Keys and values of maps as Java has them, and the codecs that turn them into the bytes of C and
 * back. {@link dev.bpfj.libbpf.map.codec.MapCodec} is the interface, for codecs of one's own too;
 * {@link dev.bpfj.libbpf.map.codec.MapCodecs} has those of C's types. {@link
 * dev.bpfj.libbpf.map.codec.PerCpu} is what per-CPU maps hold, {@link
 * dev.bpfj.libbpf.map.codec.IpPrefix} and {@link dev.bpfj.libbpf.map.codec.LpmKey} are keys of
 * tries. Knows nothing of maps themselves.
 */
@NullMarked
package dev.bpfj.libbpf.map.codec;

import org.jspecify.annotations.NullMarked;
