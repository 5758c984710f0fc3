package dev.bpfj.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The meters that a binder has in registries. Thread-safe. */
final class Bindings {
  private final List<Bound> bound = new ArrayList<>(); // guarded by this

  private record Bound(MeterRegistry registry, List<Meter> meters) {
    void remove() {
      meters.forEach(registry::remove);
    }
  }

  /**
   * Registers meters. Micrometer gives the meter that is there if one of the same name and tags is:
   * it would go on to show what it did.
   *
   * @throws IllegalStateException if one is there already; then none of these is
   */
  synchronized void bind(MeterRegistry registry, List<Function<MeterRegistry, Meter>> meters) {
    Set<Meter> before = metersOf(registry);
    Bound added = new Bound(registry, new ArrayList<>());
    try {
      for (Function<MeterRegistry, Meter> register : meters) {
        Meter meter = register.apply(registry);
        if (before.contains(meter)) {
          Meter.Id id = meter.getId();
          throw new IllegalStateException(
              ("meter '" + id.getName() + "' " + id.getTags())
                  + ": is in the registry already; close the binder that it is from, or give each"
                  + " tags of its own");
        }
        added.meters().add(meter);
      }
    } catch (RuntimeException e) {
      added.remove();
      throw e;
    }
    bound.add(added);
  }

  /** By identity: meters of the same name and tags are equal. */
  static Set<Meter> metersOf(MeterRegistry registry) {
    Set<Meter> meters = Collections.newSetFromMap(new IdentityHashMap<>());
    meters.addAll(registry.getMeters());
    return meters;
  }

  /** Removes all. */
  synchronized void unbind() {
    bound.forEach(Bound::remove);
    bound.clear();
  }
}
