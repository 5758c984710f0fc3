/**
 * A kernel in memory: {@link dev.bpfj.test.memory.InMemoryKernel}, in which skeletons can be opened
 * for tests that need no Linux, and what stands for their programs: {@link
 * dev.bpfj.test.memory.RingProducer}, {@link dev.bpfj.test.memory.PerfProducer}, {@link
 * dev.bpfj.test.memory.UserRingConsumer}.
 *
 * <p>It has the functions of libbpf, of the bpf system call and of the C library by which the
 * binding reaches a kernel, so that all that is above them is the code that runs in production:
 * {@code LibbpfFunctions} has objects, {@code ElementFunctions} and {@code BatchCalls} the entries
 * of maps, whose rules are in {@code MapContent} and its subclasses, {@code PageCalls} what is
 * mapped, {@code LibraryFunctions} what is waited for. {@code Functions} makes the interfaces of
 * them.
 */
@NullMarked
package dev.bpfj.test.memory;

import org.jspecify.annotations.NullMarked;
