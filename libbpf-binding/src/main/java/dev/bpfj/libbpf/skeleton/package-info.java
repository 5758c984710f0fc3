/**
 * What generated skeletons are made of. Users meet these types through their skeletons.
 *
 * <p>{@link dev.bpfj.libbpf.skeleton.Skeleton} is the base of skeletons, {@link
 * dev.bpfj.libbpf.skeleton.DataSection} that of their sections and {@link
 * dev.bpfj.libbpf.skeleton.StructView} that of their structs; both are a {@link
 * dev.bpfj.libbpf.skeleton.View}. {@link dev.bpfj.libbpf.skeleton.Fields} and, for what is no plain
 * number, {@code BitFields}, {@code Int128}, {@code Texts}, {@code Arrays}, {@code Structs} and
 * {@code Atomics} do what accessors say. Statics on purpose: a method of a base class would collide
 * with a C name one day. Knows memory, and nothing of ELF, BTF or code generation.
 */
@NullMarked
package dev.bpfj.libbpf.skeleton;

import org.jspecify.annotations.NullMarked;
