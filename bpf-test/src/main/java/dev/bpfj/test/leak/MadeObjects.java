package dev.bpfj.test.leak;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.event.AttachOutcome;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LoadOutcome;
import dev.bpfj.libbpf.probe.KernelObject;
import dev.bpfj.libbpf.probe.KernelObject.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The programs, maps and links that this process made since it first asked. So an object that
 * another process makes at the same time is not taken for a test's.
 */
final class MadeObjects implements BpfListener {
  private static final MadeObjects MADE = new MadeObjects();

  private final Set<KernelObject> made = new LinkedHashSet<>();

  private MadeObjects() {
    BpfListener.add(this);
  }

  /** Those that the kernel has now. */
  static Set<KernelObject> now() {
    return MADE.existing();
  }

  private Set<KernelObject> existing() {
    synchronized (made) {
      for (Kind kind : Kind.values()) {
        if (made.stream().anyMatch(object -> object.kind() == kind)) {
          Set<Integer> ids = ids(kind);
          made.removeIf(object -> object.kind() == kind && !ids.contains(object.id()));
        }
      }
      return new LinkedHashSet<>(made);
    }
  }

  /** Of all processes. Who may not ask is left with what its descriptors tell. */
  private static Set<Integer> ids(Kind kind) {
    try {
      return Set.copyOf(KernelObject.ids(kind));
    } catch (BpfException e) {
      return Set.of();
    }
  }

  private void add(KernelObject object) {
    synchronized (made) {
      made.add(object);
    }
  }

  /** Maps can have been there before, which the object takes for its own. */
  @Override
  public Consumer<LoadOutcome> loading(String object) {
    Set<Integer> before = ids(Kind.MAP);
    return outcome ->
        outcome.objects().stream()
            .filter(made -> made.kind() != Kind.MAP || !before.contains(made.id()))
            .forEach(this::add);
  }

  @Override
  public Consumer<AttachOutcome> attaching(String program, String hook) {
    return outcome -> outcome.link().ifPresent(this::add);
  }
}
