package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.test.ResourceProbe;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Sees what tests put into it, as another would see the kernel's maps. */
public final class PlantedProbe implements ResourceProbe {
  static final Set<String> THINGS = new ConcurrentSkipListSet<>();

  @Override
  public Set<String> held() {
    return Set.copyOf(THINGS);
  }
}
