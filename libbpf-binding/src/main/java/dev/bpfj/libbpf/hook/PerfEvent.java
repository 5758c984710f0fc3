package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.call.PerfEventOpen;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.kernel.OnlineCpus;
import dev.bpfj.libbpf.internal.struct.PerfEventAttr;
import dev.bpfj.libbpf.internal.struct.PerfEventOpts;
import java.util.ArrayList;
import java.util.List;

/**
 * A perf event ({@code perf_event_open}, {@code bpf_program__attach_perf_event_opts}), which is
 * opened when a program is attached and closed with the link. An event that the machine does not
 * have is refused (-ENOENT); virtual machines often have no hardware events.
 *
 * <p>An event of all processes is one of a processor. With {@link #ANY_PROCESS} and {@link
 * #EVERY_CPU}, an event is opened on each processor that is online; the link then stands for all of
 * them, has the descriptor -1, and can only be closed: it cannot be pinned, updated, detached or
 * asked ({@code IllegalStateException}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param type {@link #HARDWARE}, {@link #SOFTWARE} or another number of {@code enum perf_type_id},
 *     or one of {@code /sys/bus/event_source/devices}
 * @param config which event of the type, such as {@link #CPU_CYCLES}
 * @param pid the process to watch; {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
 * @param cpu the processor to watch, or {@link #EVERY_CPU}
 * @param rate how often the program runs: after that many events, or that many times a second
 * @param isFrequency whether the rate is a number of times a second
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.15
 * @param byIoctl whether to do without a BPF link, as before Linux 5.15; needs libbpf 1.2
 */
public record PerfEvent(
    int type,
    long config,
    int pid,
    int cpu,
    long rate,
    boolean isFrequency,
    long cookie,
    boolean byIoctl)
    implements Hook {
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

  /** Watches the process that attaches. */
  public static final int THIS_PROCESS = 0;

  /** Watches every process. */
  public static final int ANY_PROCESS = -1;

  /** Watches every processor. */
  public static final int EVERY_CPU = -1;

  private static final String OPERATION = "bpf_program__attach_perf_event_opts";

  private static final Advice ADVICE =
      PerfEventAdvice.ON_EVENT.or(
          Advice.onError(
              ENOENT,
              "this machine has no such event; virtual machines often have no hardware events (perf list"
                  + " shows what there is)"));

  static {
    AttachFunctions.register(PerfEvent.class, PerfEvent::attach, PerfEvent::advice);
  }

  /**
   * An event.
   *
   * @param type {@link #HARDWARE}, {@link #SOFTWARE} or another number of {@code enum
   *     perf_type_id}, or one of {@code /sys/bus/event_source/devices}
   * @param config which event of the type, such as {@link #CPU_CYCLES}
   * @param pid the process to watch; {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
   * @param cpu the processor to watch, or {@link #EVERY_CPU}
   * @param rate how often the program runs: after that many events, or that many times a second
   * @param isFrequency whether the rate is a number of times a second
   * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
   *     Linux 5.15
   * @param byIoctl whether to do without a BPF link, as before Linux 5.15; needs libbpf 1.2
   * @throws IllegalArgumentException if the pid is none
   */
  public PerfEvent {
    WatchedProcess.of("perf event", pid);
  }

  /**
   * An event of this process, on every processor. The program runs at each occurrence.
   *
   * @param type the event's type
   * @param config which event of the type
   * @return the hook
   */
  public static PerfEvent of(int type, long config) {
    return new PerfEvent(type, config, THIS_PROCESS, EVERY_CPU, 1, false, 0, false);
  }

  /**
   * Sets the process to watch.
   *
   * @param process its pid, {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
   * @return a changed copy
   * @throws IllegalArgumentException if it is none of them
   */
  public PerfEvent pid(long process) {
    int number = WatchedProcess.of("perf event", process);
    return new PerfEvent(type, config, number, cpu, rate, isFrequency, cookie, byIoctl);
  }

  /**
   * Sets the processor to watch.
   *
   * @param processor its number, or {@link #EVERY_CPU}
   * @return a changed copy
   */
  public PerfEvent cpu(int processor) {
    return new PerfEvent(type, config, pid, processor, rate, isFrequency, cookie, byIoctl);
  }

  /**
   * Runs the program after a number of events ({@code sample_period}).
   *
   * @param events how many
   * @return a changed copy
   */
  public PerfEvent period(long events) {
    return new PerfEvent(type, config, pid, cpu, events, false, cookie, byIoctl);
  }

  /**
   * Runs the program a number of times a second ({@code sample_freq}).
   *
   * @param timesASecond how often, at most what {@code /proc/sys/kernel/perf_event_max_sample_rate}
   *     says
   * @return a changed copy
   */
  public PerfEvent frequency(long timesASecond) {
    return new PerfEvent(type, config, pid, cpu, timesASecond, true, cookie, byIoctl);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public PerfEvent cookie(long value) {
    return new PerfEvent(type, config, pid, cpu, rate, isFrequency, value, byIoctl);
  }

  /**
   * Sets whether to do without a BPF link.
   *
   * @param ioctl true for the ioctl
   * @return a changed copy
   */
  public PerfEvent byIoctl(boolean ioctl) {
    return new PerfEvent(type, config, pid, cpu, rate, isFrequency, cookie, ioctl);
  }

  private static Advice advice(PerfEvent event) {
    return ADVICE.or(WatchedProcess.advice(event.pid));
  }

  private static <L> L attach(PerfEvent event, Attaching<L> program) {
    if (event.byIoctl) {
      LibbpfVersion.require(
          "bpf_program__attach_perf_event_opts",
          program.subject(),
          "attaching to a perf event by ioctl",
          1,
          2);
    }
    boolean several = event.pid == ANY_PROCESS && event.cpu == EVERY_CPU;
    return program.hold(() -> several ? onEach(event, program) : on(event, program, event.cpu));
  }

  private static LinkHandle onEach(PerfEvent event, Attaching<?> program) {
    List<LinkHandle> links = new ArrayList<>();
    LinkHandle.Several all =
        new LinkHandle.Several(
            links, "it stands for a link on each processor; this one can be closed only");
    try {
      for (int cpu : OnlineCpus.numbers()) {
        links.add(on(event, program, cpu));
      }
    } catch (RuntimeException | Error e) {
      try {
        all.release(program.subject());
      } catch (BpfException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
    return all;
  }

  private static LinkHandle on(PerfEvent event, Attaching<?> program, int cpu) {
    int fd = event.open(program, cpu);
    try {
      return program.libbpfLink(
          OPERATION,
          KernelFeature.PERF_EVENT_COOKIE.onlyIf(event.cookie != 0),
          memory ->
              Native.libbpf()
                  .bpf_program__attach_perf_event_opts(
                      program.pointer(),
                      fd,
                      PerfEventOpts.write(memory, event.cookie, event.byIoctl)));
    } catch (RuntimeException | Error e) {
      Native.libc().close(fd); // the link would have taken it over
      throw e;
    }
  }

  private int open(Attaching<?> program, int cpuToWatch) {
    try (CallMemory memory = new CallMemory()) {
      PerfEventAttr attr = new PerfEventAttr(memory, type, config).disabled();
      long address = (isFrequency ? attr.frequency(rate) : attr.period(rate)).address();
      String subject = program.subject() + ": perf event " + type + ":" + config;
      return PerfEventOpen.open(Native.KERNEL, subject, program.advice(), address, pid, cpuToWatch);
    }
  }
}
