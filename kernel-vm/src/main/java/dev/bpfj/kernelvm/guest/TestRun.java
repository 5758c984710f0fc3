package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.select.MethodFilter;
import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.TestNG;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlInclude;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

/** Runs the plan's classes as one TestNG suite. */
final class TestRun {
  private TestRun() {}

  static void run(RunPlan plan, GuestReports host, OutputCapture output) {
    ResultListener results = new ResultListener(host, output);
    List<XmlClass> classes = classes(plan, results);
    if (!classes.isEmpty()) {
      TestNG testng = new TestNG(false);
      testng.setVerbose(0);
      testng.setXmlSuites(List.of(suite(plan, classes)));
      testng.addListener(results);
      LeakListener leaks = new LeakListener(results);
      if (plan.leakCheck()) {
        testng.addListener(leaks);
      }
      testng.run();
      leaks.finish();
    }
    results.flush();
  }

  private static XmlSuite suite(RunPlan plan, List<XmlClass> classes) {
    XmlSuite suite = new XmlSuite();
    suite.setName("kernel");
    XmlTest test = new XmlTest(suite);
    test.setName("kernel");
    plan.groups().forEach(test::addIncludedGroup);
    plan.excludedGroups().forEach(test::addExcludedGroup);
    test.setXmlClasses(classes);
    return suite;
  }

  // A class that cannot be loaded is its own failure and does not take the others along.
  private static List<XmlClass> classes(RunPlan plan, ResultListener results) {
    Map<String, MethodFilter> filters = new LinkedHashMap<>();
    plan.methods()
        .forEach(
            filter -> {
              String className = filter.substring(0, filter.indexOf('#'));
              filters
                  .computeIfAbsent(className, name -> new MethodFilter())
                  .add(filter.substring(className.length() + 1));
            });
    List<XmlClass> classes = new ArrayList<>();
    for (String name : plan.classes()) {
      try {
        Class<?> type = Class.forName(name, false, TestRun.class.getClassLoader());
        MethodFilter filter = filters.get(name);
        XmlClass xml = new XmlClass(type);
        if (filter != null) {
          List<XmlInclude> included =
              filter.select(type).stream().map(method -> new XmlInclude(method)).toList();
          if (included.isEmpty()) {
            continue;
          }
          xml.setIncludedMethods(included);
        }
        classes.add(xml);
      } catch (ClassNotFoundException | LinkageError e) {
        results.classFailed(name, e);
      }
    }
    return classes;
  }
}
