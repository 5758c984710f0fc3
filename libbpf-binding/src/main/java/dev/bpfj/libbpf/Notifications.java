package dev.bpfj.libbpf;

import dev.bpfj.libbpf.event.AttachOutcome;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LoadOutcome;
import dev.bpfj.libbpf.internal.access.Listeners;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.probe.KernelObject;
import dev.bpfj.libbpf.probe.KernelObject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Notifies listeners of loads and attachments; used only where there are listeners. */
final class Notifications {
  private Notifications() {}

  static void load(BpfObject object, Runnable load) {
    List<Consumer<LoadOutcome>> ends = begin(listener -> listener.loading(object.name()));
    try {
      load.run();
    } catch (RuntimeException e) {
      end(ends, () -> new LoadOutcome(List.of(), Optional.of(e)));
      throw e;
    }
    end(ends, () -> new LoadOutcome(made(object), Optional.empty()));
  }

  static BpfLink attach(String name, String hook, Supplier<BpfLink> attach) {
    List<Consumer<AttachOutcome>> ends = begin(listener -> listener.attaching(name, hook));
    BpfLink link;
    try {
      link = attach.get();
    } catch (RuntimeException e) {
      end(ends, () -> new AttachOutcome(Optional.empty(), Optional.of(e)));
      throw e;
    }
    end(ends, () -> new AttachOutcome(made(name, link), Optional.empty()));
    return link;
  }

  /** Notifies listeners of a beginning; gives those that want the outcome. */
  private static <T> List<Consumer<T>> begin(Function<BpfListener, Consumer<T>> beginning) {
    List<Consumer<T>> ends = new ArrayList<>();
    Listeners.tell(
        BpfListener.class,
        listener -> {
          Consumer<T> end = beginning.apply(listener);
          if (!end.equals(BpfListener.uninterested())) {
            ends.add(end);
          }
        });
    return ends;
  }

  private static <T> void end(List<Consumer<T>> ends, Supplier<T> outcome) {
    if (!ends.isEmpty()) {
      T known = outcome.get();
      ends.forEach(end -> Listeners.guard(end, known));
    }
  }

  private static List<KernelObject> made(BpfObject object) {
    if (object.kernel().isInMemory()) {
      return List.of();
    }
    List<KernelObject> made = new ArrayList<>();
    for (BpfProgram program : object.programs()) {
      ifThere(() -> program.info().id())
          .ifPresent(id -> made.add(new KernelObject(Kind.PROGRAM, id, program.name())));
    }
    for (BpfObjectMap map : object.maps()) {
      ifThere(() -> map.info().id())
          .ifPresent(id -> made.add(new KernelObject(Kind.MAP, id, map.name())));
    }
    return List.copyOf(made);
  }

  private static Optional<KernelObject> made(String name, BpfLink link) {
    return ifThere(link::id).map(id -> new KernelObject(Kind.LINK, id, name));
  }

  /** What was left out, has no id, or is closed by now has none. */
  private static Optional<Integer> ifThere(Supplier<Integer> id) {
    try {
      return Optional.of(id.get());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
