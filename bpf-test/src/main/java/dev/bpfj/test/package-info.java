/**
 * What a test of BPF programs requires, said by annotations on its class or method, for TestNG and
 * JUnit alike: {@link dev.bpfj.test.RequiresKernel}, {@link dev.bpfj.test.RequiresCapability},
 * {@link dev.bpfj.test.RequiresProcessors}. A test whose requirements are not met is skipped, in
 * words that {@code bpf:kernel-test} knows. TestNG finds what does it by itself, JUnit is told of
 * {@link dev.bpfj.test.BpfExtension}. Knows nothing of libbpf, and works with either framework
 * alone.
 */
@NullMarked
package dev.bpfj.test;

import org.jspecify.annotations.NullMarked;
