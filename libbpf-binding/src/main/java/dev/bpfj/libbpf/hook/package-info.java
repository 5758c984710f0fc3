/**
 * What programs are attached to. Each {@link dev.bpfj.libbpf.hook.Hook} is an immutable value that
 * {@link dev.bpfj.libbpf.BpfProgram#attach(dev.bpfj.libbpf.hook.Hook)} takes:
 *
 * <pre>{@code
 * program.attach(Kprobe.entry("do_unlinkat"));
 * program.attach(Xdp.on("eth0").mode(XdpMode.SKB));
 * program.attach(Uprobe.function(Path.of("libc.so.6"), "malloc").pid(42).cookie(7));
 * }</pre>
 *
 * <p>One file has all of a hook: its options, the function of libbpf that attaches to it, the
 * versions of libbpf and the kernel that it needs beyond libbpf 1.0 and Linux 5.10, and what helps
 * against its commonest failures. To add a hook is to add a file, and to permit it in {@code Hook}.
 */
@NullMarked
package dev.bpfj.libbpf.hook;

import org.jspecify.annotations.NullMarked;
