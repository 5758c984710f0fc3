package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.select.Framework;
import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the plan's classes: those of TestNG as one suite, then all others on the JUnit Platform. */
final class TestRun {
  private static final String LAUNCHER = "org.junit.platform.launcher.Launcher";

  private TestRun() {}

  static void run(RunPlan plan, GuestReports host, OutputCapture output) {
    run(plan, host, output, TestRun.class.getClassLoader());
  }

  /** Runs classes that a loader has. */
  static void run(RunPlan plan, GuestReports host, OutputCapture output, ClassLoader loader) {
    Results results = new Results(host, output);
    LeakCheck leaks = new LeakCheck(results, plan.leakCheck());
    List<Class<?>> ofTestNg = new ArrayList<>();
    List<Class<?>> others = new ArrayList<>();
    load(plan, results, loader)
        .forEach(
            (type, frameworks) -> {
              if (frameworks.contains(Framework.TESTNG)) {
                ofTestNg.add(type);
              }
              // What has no annotation that is known here may be of another engine.
              if (!frameworks.equals(Set.of(Framework.TESTNG))) {
                others.add(type);
              }
            });
    if (!ofTestNg.isEmpty()) {
      TestNgRun.run(plan, ofTestNg, new TestNgListener(results, leaks));
    }
    if (!others.isEmpty() && isThere(LAUNCHER)) {
      JUnitRun.run(plan, others, results, new JUnitListener(results, leaks));
    }
    leaks.finish();
    results.flush();
  }

  // A class that cannot be loaded, or refers to one that is not there, is its own failure and does
  // not take the others along.
  private static Map<Class<?>, Set<Framework>> load(
      RunPlan plan, Results results, ClassLoader loader) {
    Map<Class<?>, Set<Framework>> types = new LinkedHashMap<>();
    for (String name : plan.classes()) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        types.put(type, Framework.of(type));
      } catch (ClassNotFoundException | LinkageError | ArrayStoreException e) {
        // The last is what reflection throws for an annotation that names a class that is not
        // there.
        results.failedToLoad(name, e);
      }
    }
    return types;
  }

  private static boolean isThere(String className) {
    try {
      Class.forName(className, false, TestRun.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
