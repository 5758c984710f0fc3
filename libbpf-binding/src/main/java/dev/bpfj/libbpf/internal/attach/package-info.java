/**
 * How programs are attached: {@link dev.bpfj.libbpf.internal.attach.AttachFunctions} has the
 * function of each hook, {@link dev.bpfj.libbpf.internal.attach.Attaching} is what such a function
 * works with, {@link dev.bpfj.libbpf.internal.attach.LinkHandle} is what it returns.
 */
@NullMarked
package dev.bpfj.libbpf.internal.attach;

import org.jspecify.annotations.NullMarked;
