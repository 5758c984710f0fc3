/**
 * Maps. {@link dev.bpfj.libbpf.map.BpfMap} is what every map in the kernel can do; {@link
 * dev.bpfj.libbpf.map.BpfObjectMap}, the map of an object, has {@link
 * dev.bpfj.libbpf.map.MapSettings} that can be changed before load, and {@link
 * dev.bpfj.libbpf.map.MapHandle}, which is opened by id or pin or created by itself, has none.
 *
 * <p>{@link dev.bpfj.libbpf.map.TypedMap}, {@link dev.bpfj.libbpf.map.ArrayMap} and the other
 * {@linkplain dev.bpfj.libbpf.map.MapKind kinds} hold a map and give it types; {@link
 * dev.bpfj.libbpf.map.MapCursor} and {@link dev.bpfj.libbpf.map.MapBatch} are the forms that
 * allocate nothing. Maps are thread-safe, a cursor or batch is for one thread. Knows neither
 * objects nor generated code.
 */
@NullMarked
package dev.bpfj.libbpf.map;

import org.jspecify.annotations.NullMarked;
