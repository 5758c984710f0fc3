/**
 * What generated skeletons are made of: {@link dev.bpfj.libbpf.skeleton.Skeleton} is their base,
 * {@link dev.bpfj.libbpf.skeleton.View} that of sections and structs, {@link
 * dev.bpfj.libbpf.skeleton.Fields} reads and writes their fields. Users meet these types through
 * their skeletons.
 */
@NullMarked
package dev.bpfj.libbpf.skeleton;

import org.jspecify.annotations.NullMarked;
