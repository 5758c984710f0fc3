/**
 * What is made of guests' reports: verdicts, Surefire's XML, the table of kernels and tests.
 *
 * <p>{@link dev.bpfj.kernelvm.report.SkipRule} decides which skips are failures, {@link
 * dev.bpfj.kernelvm.report.KernelReport} is one kernel's outcome, {@link
 * dev.bpfj.kernelvm.report.KernelTestReport} that of all. Knows nothing of guests but what they
 * reported.
 */
@NullMarked
package dev.bpfj.kernelvm.report;

import org.jspecify.annotations.NullMarked;
