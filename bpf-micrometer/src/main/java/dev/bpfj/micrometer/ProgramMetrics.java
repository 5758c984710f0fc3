package dev.bpfj.micrometer;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.RunStatistics;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.skeleton.Skeleton;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
  private final Iterable<Tag> tags;
  private final RunStatistics statistics;
  private final Bindings bindings = new Bindings();

  private ProgramMetrics(BpfObject object, Iterable<Tag> tags, RunStatistics statistics) {
    this.object = object;
    this.tags = tags;
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
    return enable(skeleton, Tags.empty());
  }

  /**
   * Has the kernel begin to count.
   *
   * @param skeleton whose programs are shown; it can be loaded later
   * @param tags what tells its programs from those of another skeleton of the same class
   * @return the binder, whose close ends the counting
   * @throws BpfException -EPERM without {@code CAP_SYS_ADMIN}
   */
  public static ProgramMetrics enable(Skeleton skeleton, Iterable<Tag> tags) {
    return new ProgramMetrics(skeleton.object(), tags, RunStatistics.enable());
  }

  /**
   * Registers the meters.
   *
   * @param registry where to
   * @throws IllegalStateException if it has one of the same name and tags
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    List<Function<MeterRegistry, Meter>> meters = new ArrayList<>();
    for (BpfProgram program : object.programs()) {
      Tags named = Tags.of(tags).and("object", object.name(), "program", program.name());
      meters.add(each -> runs(program, named).register(each));
      meters.add(each -> recursionMisses(program, named).register(each));
    }
    bindings.bind(registry, meters);
  }

  private static FunctionTimer.Builder<BpfProgram> runs(BpfProgram program, Tags tags) {
    return FunctionTimer.builder(
            "bpf.program.run",
            program,
            Reading.ofCounter(each -> each.statistics().runs()),
            Reading.ofCounter(each -> each.statistics().runTime().toNanos()),
            TimeUnit.NANOSECONDS)
        .description("runs of a BPF program")
        .tags(tags);
  }

  private static FunctionCounter.Builder<BpfProgram> recursionMisses(
      BpfProgram program, Tags tags) {
    return FunctionCounter.builder(
            "bpf.program.recursion.misses",
            program,
            Reading.ofCounter(each -> each.statistics().recursionMisses()))
        .description("runs that were left out since the program was running already")
        .tags(tags);
  }

  /** Lets the kernel stop to count, and removes the meters from the registries that they are in. */
  @Override
  public void close() {
    statistics.close();
    bindings.unbind();
  }
}
