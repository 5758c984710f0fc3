/**
 * What the kernel says of programs and links: {@code struct bpf_prog_info} and {@code struct
 * bpf_link_info} as records. Immutable data; {@link dev.bpfj.libbpf.BpfProgram}, {@link
 * dev.bpfj.libbpf.ProgramHandle} and {@link dev.bpfj.libbpf.BpfLink} have the methods that give it.
 * Knows file descriptors, and nothing of objects.
 */
@NullMarked
package dev.bpfj.libbpf.link;

import org.jspecify.annotations.NullMarked;
