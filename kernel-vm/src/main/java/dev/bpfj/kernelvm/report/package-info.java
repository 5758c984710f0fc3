/**
 * Evaluates guests' reports: verdicts, Surefire's XML, the table of kernels and tests.
 *
 * <p>{@link dev.bpfj.kernelvm.report.SkipRule} decides which skips are failures, {@link
 * dev.bpfj.kernelvm.report.KernelReport} has the results of one kernel, {@link
 * dev.bpfj.kernelvm.report.KernelTestReport} those of all. Independent of how guests run.
 */
@NullMarked
package dev.bpfj.kernelvm.report;

import org.jspecify.annotations.NullMarked;
