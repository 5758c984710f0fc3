package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.select.MethodFilter;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testng.TestNG;
import org.testng.annotations.Test;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlInclude;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

/** Runs classes as one TestNG suite. */
final class TestNgRun {
  private TestNgRun() {}

  static void run(RunPlan plan, List<Class<?>> types, TestNgListener listener) {
    List<XmlClass> classes = classes(plan, types);
    if (!classes.isEmpty()) {
      TestNG testng = new TestNG(false);
      testng.setVerbose(0);
      testng.setXmlSuites(List.of(suite(plan, classes)));
      testng.addListener(listener);
      testng.run();
    }
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

  private static List<XmlClass> classes(RunPlan plan, List<Class<?>> types) {
    List<XmlClass> classes = new ArrayList<>();
    for (Class<?> type : types) {
      XmlClass xml = new XmlClass(type);
      MethodFilter filter = MethodFilter.byClass(plan.methods()).get(type.getName());
      if (filter != null) {
        // TestNG would run a named method whatever its groups are.
        List<XmlInclude> included =
            filter.select(type).stream()
                .filter(method -> isInGroups(plan, groups(type, method)))
                .map(Method::getName)
                .distinct()
                .sorted()
                .map(XmlInclude::new)
                .toList();
        if (included.isEmpty()) {
          continue;
        }
        xml.setIncludedMethods(included);
      }
      classes.add(xml);
    }
    return classes;
  }

  private static boolean isInGroups(RunPlan plan, Set<String> groups) {
    boolean isWanted = plan.groups().isEmpty() || matches(plan.groups(), groups);
    return isWanted && !matches(plan.excludedGroups(), groups);
  }

  private static boolean matches(List<String> patterns, Set<String> groups) {
    return patterns.stream()
        .anyMatch(pattern -> groups.stream().anyMatch(group -> group.matches(pattern)));
  }

  private static Set<String> groups(Class<?> type, Method method) {
    Set<String> groups = new HashSet<>();
    add(method.getAnnotation(Test.class), groups);
    for (Class<?> one = type; one != null; one = one.getSuperclass()) {
      add(one.getAnnotation(Test.class), groups);
    }
    return groups;
  }

  private static void add(@Nullable Test test, Set<String> groups) {
    if (test != null) {
      groups.addAll(List.of(test.groups()));
    }
  }
}
