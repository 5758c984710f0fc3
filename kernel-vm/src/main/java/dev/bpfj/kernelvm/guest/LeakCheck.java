package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.test.ResourceProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails a class that leaves behind what it did not find. Compared are the moments before a class's
 * first method and before the next class's, so that {@code @AfterClass} methods have had their
 * turn; looked at is after each method as well, to name the one that began to hold it. Opt-in, and
 * for suites that run in one thread.
 */
final class LeakCheck {
  /**
   * The kernel frees maps and programs a while after their last descriptor; an emulated one on a
   * busy host takes seconds for it.
   */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final Results results;
  private final List<ResourceProbe> probes = new ArrayList<>();
  private final Map<String, String> firstSeen = new LinkedHashMap<>();
  private Set<String> before = Set.of();
  private String current = "";

  /** One that is not wanted looks at nothing. */
  LeakCheck(Results results, boolean isWanted) {
    this.results = results;
    if (isWanted) {
      probes.add(new FileDescriptors());
      ServiceLoader.load(ResourceProbe.class).forEach(probes::add);
    }
  }

  /** A class's tests begin, and those of the one before are over. */
  void begin(String className) {
    finish();
    current = className;
    before = held();
  }

  /** A test, or what prepares it, is over. */
  void after(String method) {
    Set<String> held = held();
    firstSeen.keySet().retainAll(held);
    for (String thing : held) {
      if (!before.contains(thing)) {
        firstSeen.putIfAbsent(thing, method);
      }
    }
  }

  /** Judges the class that ran last. */
  void finish() {
    if (!current.isEmpty()) {
      for (String thing : left()) {
        results.leaked(
            current,
            firstSeen.getOrDefault(thing, "configuration") + " leaves nothing behind",
            thing + ": still held after the class: first seen after=" + firstSeen.get(thing));
      }
    }
    firstSeen.clear();
    current = "";
  }

  private Set<String> left() {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      Set<String> left = new TreeSet<>(held());
      left.removeAll(before);
      if (left.isEmpty() || System.nanoTime() > deadline) {
        return left;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return left;
      }
    }
  }

  private Set<String> held() {
    Set<String> held = new TreeSet<>();
    probes.forEach(probe -> held.addAll(probe.held()));
    return held;
  }
}
