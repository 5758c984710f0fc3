/**
 * Runs tests of TestNG and JUnit inside Linux kernels of other versions, each in a virtual machine.
 *
 * <p>{@link dev.bpfj.kernelvm.KernelTests} takes a {@link dev.bpfj.kernelvm.KernelTestRequest} and
 * gives a {@link dev.bpfj.kernelvm.report.KernelTestReport}. Below it: {@code kernel} finds
 * kernels, {@code apt} fetches them, {@code image} packs a guest, {@code qemu} runs it, {@code
 * guest} is what runs inside, {@code wire} the line between, {@code report} what is made of it.
 * Knows nothing of Maven, libbpf or skeletons; needs Linux, QEMU and busybox on the PATH, and no
 * root.
 */
@NullMarked
package dev.bpfj.kernelvm;

import org.jspecify.annotations.NullMarked;
