package dev.bpfj.micrometer;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.RunStatistics;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.skeleton.Skeleton;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/**
 * Meters of an object's programs: how often and how long they ran ({@code bpf.program.run}), and
 * how often they did not because they were running already ({@code bpf.program.recursion.misses}),
 * by {@code object} and {@code program}.
 *
 * <p>The kernel counts runs only while it is told to, for all programs of the machine, which costs
 * each run some tens of nanoseconds: it does so from {@link #enable} to {@link #close}.
 */
public final class ProgramMetrics implements MeterBinder, AutoCloseable {
  private final BpfObject object;
  private final RunStatistics statistics;

  private ProgramMetrics(BpfObject object, RunStatistics statistics) {
    this.object = object;
    this.statistics = statistics;
  }

  /**
   * Has the kernel begin to count.
   *
   * @param skeleton whose programs are shown; it can be loaded later
   * @return the binder, whose close ends the counting
   * @throws BpfException -EPERM without {@code CAP_SYS_ADMIN}
   */
  public static ProgramMetrics enable(Skeleton skeleton) {
    return new ProgramMetrics(skeleton.object(), RunStatistics.enable());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (BpfProgram program : object.programs()) {
      Tags tags = Tags.of("object", object.name(), "program", program.name());
      FunctionTimer.builder(
              "bpf.program.run",
              program,
              Reading.ofCounter(each -> each.statistics().runs()),
              Reading.ofCounter(each -> each.statistics().runTime().toNanos()),
              TimeUnit.NANOSECONDS)
          .description("runs of a BPF program")
          .tags(tags)
          .register(registry);
      FunctionCounter.builder(
              "bpf.program.recursion.misses",
              program,
              Reading.ofCounter(each -> each.statistics().recursionMisses()))
          .description("runs that were left out since the program was running already")
          .tags(tags)
          .register(registry);
    }
  }

  /** Lets the kernel stop to count. The meters stay, and show what was counted. */
  @Override
  public void close() {
    statistics.close();
  }
}
