package dev.bpfj.libbpf.attach;

/**
 * What a perf event counts, and where: the arguments of {@code perf_event_open}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param type {@link #HARDWARE}, {@link #SOFTWARE} or another number of {@code enum perf_type_id},
 *     or one of {@code /sys/bus/event_source/devices}
 * @param config which event of the type, such as {@link #CPU_CYCLES}
 * @param pid the process to watch; 0 for this one, -1 for all
 * @param cpu the processor to watch; -1 for all, which goes with one process only
 * @param rate how often a program runs: after that many events, or that many times a second
 * @param frequency whether the rate is one of times a second
 */
public record PerfEventAttributes(
    int type, long config, int pid, int cpu, long rate, boolean frequency) {
  /** {@code PERF_TYPE_HARDWARE}. */
  public static final int HARDWARE = 0;

  /** {@code PERF_TYPE_SOFTWARE}. */
  public static final int SOFTWARE = 1;

  /** {@code PERF_COUNT_HW_CPU_CYCLES} of {@link #HARDWARE}. */
  public static final long CPU_CYCLES = 0;

  /** {@code PERF_COUNT_SW_CPU_CLOCK} of {@link #SOFTWARE}: a timer for each processor. */
  public static final long CPU_CLOCK = 0;

  /** {@code PERF_COUNT_SW_TASK_CLOCK} of {@link #SOFTWARE}: the time that a task runs. */
  public static final long TASK_CLOCK = 1;

  /**
   * An event of this process, on any processor, at every occurrence.
   *
   * @param type the event's type
   * @param config which event of the type
   * @return the attributes
   */
  public static PerfEventAttributes of(int type, long config) {
    return new PerfEventAttributes(type, config, 0, -1, 1, false);
  }

  /**
   * Watches a process.
   *
   * @param process its pid, 0 for this one, -1 for all
   * @return changed attributes
   */
  public PerfEventAttributes withPid(int process) {
    return new PerfEventAttributes(type, config, process, cpu, rate, frequency);
  }

  /**
   * Watches a processor.
   *
   * @param processor its number, -1 for all
   * @return changed attributes
   */
  public PerfEventAttributes withCpu(int processor) {
    return new PerfEventAttributes(type, config, pid, processor, rate, frequency);
  }

  /**
   * Runs programs after a number of events ({@code sample_period}).
   *
   * @param events how many
   * @return changed attributes
   */
  public PerfEventAttributes withPeriod(long events) {
    return new PerfEventAttributes(type, config, pid, cpu, events, false);
  }

  /**
   * Runs programs a number of times a second ({@code sample_freq}).
   *
   * @param timesASecond how often, at most what {@code /proc/sys/kernel/perf_event_max_sample_rate}
   *     says
   * @return changed attributes
   */
  public PerfEventAttributes withFrequency(long timesASecond) {
    return new PerfEventAttributes(type, config, pid, cpu, timesASecond, true);
  }
}
