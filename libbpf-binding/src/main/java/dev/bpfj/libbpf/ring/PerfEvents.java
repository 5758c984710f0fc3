package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.call.PerfEventOpen;
import dev.bpfj.libbpf.internal.struct.PerfEventAttr;

/** Opens the perf events that programs write their records to. */
final class PerfEvents {
  private static final int TYPE_SOFTWARE = 1; // PERF_TYPE_SOFTWARE
  private static final long SW_BPF_OUTPUT = 10; // PERF_COUNT_SW_BPF_OUTPUT
  private static final int ALL_PROCESSES = -1;

  private PerfEvents() {}

  /** An event of records of a processor, with a descriptor that is the caller's to close. */
  static int open(Kernel kernel, String subject, int cpu, PerfBufferOptions options) {
    try (CallMemory memory = new CallMemory()) {
      PerfEventAttr attr =
          new PerfEventAttr(memory, TYPE_SOFTWARE, SW_BPF_OUTPUT)
              .period(options.samplePeriod)
              .rawSamples();
      if (options.wakeupBytes > 0) {
        attr.wakeupWatermark(options.wakeupBytes);
      } else {
        attr.wakeupEvents(options.samplePeriod);
      }
      return PerfEventOpen.open(
          kernel,
          subject + ": cpu " + cpu,
          PerfEventAdvice.ON_EVENT,
          attr.address(),
          ALL_PROCESSES,
          cpu);
    }
  }
}
