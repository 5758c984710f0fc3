package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.select.Framework;
import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the plan's classes: those of TestNG as one suite, then all others on the JUnit Platform. */
final class TestRun {
  private static final String LAUNCHER = "org.junit.platform.launcher.Launcher";

  private TestRun() {}

  static void run(RunPlan plan, GuestReports host, OutputCapture output) {
    Results results = new Results(host, output);
    LeakCheck leaks = new LeakCheck(results, plan.leakCheck());
    List<Class<?>> ofTestNg = new ArrayList<>();
    List<Class<?>> others = new ArrayList<>();
    for (Class<?> type : load(plan, results)) {
      Set<Framework> frameworks = Framework.of(type);
      if (frameworks.contains(Framework.TESTNG)) {
        ofTestNg.add(type);
      }
      // What has no annotation that is known here may be of another engine.
      if (!frameworks.equals(Set.of(Framework.TESTNG))) {
        others.add(type);
      }
    }
    if (!ofTestNg.isEmpty()) {
      TestNgRun.run(plan, ofTestNg, new TestNgListener(results, leaks));
    }
    if (!others.isEmpty() && isThere(LAUNCHER)) {
      JUnitRun.run(plan, others, results, new JUnitListener(results, leaks));
    }
    leaks.finish();
    results.flush();
  }

  // A class that cannot be loaded is its own failure and does not take the others along.
  private static List<Class<?>> load(RunPlan plan, Results results) {
    List<Class<?>> types = new ArrayList<>();
    for (String name : plan.classes()) {
      try {
        types.add(Class.forName(name, false, TestRun.class.getClassLoader()));
      } catch (ClassNotFoundException | LinkageError e) {
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
