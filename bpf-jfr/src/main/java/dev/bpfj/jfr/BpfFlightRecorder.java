package dev.bpfj.jfr;

import dev.bpfj.libbpf.event.AttachOutcome;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LoadOutcome;
import dev.bpfj.libbpf.event.LostRecords;
import dev.bpfj.libbpf.probe.KernelObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Gives Flight Recorder's recordings events of BPF: {@code dev.bpfj.Load} for each load of an
 * object, {@code dev.bpfj.Attach} for each program or struct_ops map that is attached, {@code
 * dev.bpfj.Lost} for records that a perf buffer lost. One call does it, before the first of them is
 * of interest:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   BpfFlightRecorder.start();
 *   ...
 * }
 * }</pre>
 *
 * <p>While no recording runs, an event costs next to nothing. Thread-safe.
 */
public final class BpfFlightRecorder {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private BpfFlightRecorder() {}

  /** Has events made from now on. May be called again. */
  public static void start() {
    if (STARTED.compareAndSet(false, true)) {
      BpfListener.add(new Recorder());
    }
  }

  private static final class Recorder implements BpfListener {
    @Override
    public Consumer<LoadOutcome> loading(String object) {
      LoadEvent event = new LoadEvent();
      if (!event.isEnabled()) {
        return BpfListener.uninterested();
      }
      event.begin();
      return outcome -> {
        event.end();
        if (event.shouldCommit()) {
          event.object = object;
          event.programs = count(outcome, KernelObject.Kind.PROGRAM);
          event.maps = count(outcome, KernelObject.Kind.MAP);
          event.failure = message(outcome.failure());
          event.commit();
        }
      };
    }

    private static int count(LoadOutcome outcome, KernelObject.Kind kind) {
      return (int) outcome.objects().stream().filter(object -> object.kind() == kind).count();
    }

    @Override
    public Consumer<AttachOutcome> attaching(String program, String hook) {
      AttachEvent event = new AttachEvent();
      if (!event.isEnabled()) {
        return BpfListener.uninterested();
      }
      event.begin();
      return outcome -> {
        event.end();
        if (event.shouldCommit()) {
          event.program = program;
          event.hook = hook;
          event.link = outcome.link().map(link -> Integer.toUnsignedLong(link.id())).orElse(0L);
          event.failure = message(outcome.failure());
          event.commit();
        }
      };
    }

    private static String message(Optional<RuntimeException> failure) {
      return failure.map(String::valueOf).orElse("");
    }

    @Override
    public void lost(LostRecords lost) {
      LostEvent event = new LostEvent();
      if (event.shouldCommit()) {
        event.map = lost.map();
        event.cpu = lost.cpu();
        event.records = lost.count();
        event.commit();
      }
    }
  }
}
