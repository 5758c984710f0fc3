package dev.bpfj.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How JVMs are started for what is measured in a JVM of its own. */
public final class Jvm {
  private Jvm() {}

  /** These arguments, and those without which the JDK warns of native code. */
  public static String[] arguments(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (Runtime.version().feature() >= 22) {
      all.add("--enable-native-access=ALL-UNNAMED");
    }
    if (Runtime.version().feature() >= 23) {
      all.add("--sun-misc-unsafe-memory-access=allow");
    }
    return all.toArray(String[]::new);
  }
}
