package dev.bpfj.kernelvm.report;

import java.util.List;

/**
 * The results of all kernels.
 *
 * @param kernels in the order in which they were asked for
 */
public record KernelTestReport(List<KernelReport> kernels) {
  /**
   * What is wrong, each with kernel and test.
   *
   * @return empty if every kernel passed
   */
  public List<String> failures() {
    return kernels.stream().flatMap(kernel -> kernel.failures().stream()).toList();
  }

  /**
   * Whether everything passed.
   *
   * @return true if no test and no guest failed on any kernel
   */
  public boolean passed() {
    return failures().isEmpty();
  }

  /**
   * A table of kernels and tests.
   *
   * @return lines for a build's log, a legend of the skips below
   */
  public String summary() {
    return SummaryTable.of(this);
  }
}
