/**
 * Support for tests of BPF programs, said by annotations, for TestNG and JUnit alike: what a test
 * requires ({@link dev.bpfj.test.RequiresKernel}, {@link dev.bpfj.test.RequiresCapability}, {@link
 * dev.bpfj.test.RequiresHardware}), the skeletons that it uses ({@link dev.bpfj.test.BpfSkeleton}),
 * and whether what it leaves behind is looked for ({@link dev.bpfj.test.leak.LeakCheck}). A test
 * whose requirements are not met is skipped, in words that {@code bpf:kernel-test} knows. TestNG
 * finds {@link dev.bpfj.test.TestNgListener} by itself, JUnit is told of {@link
 * dev.bpfj.test.BpfExtension}. Works with either framework alone.
 */
@NullMarked
package dev.bpfj.test;

import org.jspecify.annotations.NullMarked;
