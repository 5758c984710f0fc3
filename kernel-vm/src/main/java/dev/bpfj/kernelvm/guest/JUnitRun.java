package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.select.MethodFilter;
import dev.bpfj.kernelvm.wire.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs classes on the JUnit Platform: with all engines of the class path but that for TestNG, whose
 * tests TestNG itself runs. What is called here is the same in JUnit 5 and 6.
 */
final class JUnitRun {
  private JUnitRun() {}

  static void run(RunPlan plan, List<Class<?>> types, Results results, JUnitListener listener) {
    try {
      LauncherFactory.create().execute(request(plan, types), listener);
    } catch (JUnitException e) {
      // A tag expression that is none, an engine that cannot be made: nothing of it ran.
      results.failedToLoad("JUnit", e);
    }
  }

  private static LauncherDiscoveryRequest request(RunPlan plan, List<Class<?>> types) {
    List<DiscoverySelector> classes = new ArrayList<>();
    types.forEach(type -> classes.add(DiscoverySelectors.selectClass(type)));
    List<Filter<?>> filters = new ArrayList<>();
    filters.add(EngineFilter.excludeEngines("testng"));
    if (!plan.groups().isEmpty()) {
      filters.add(TagFilter.includeTags(plan.groups()));
    }
    if (!plan.excludedGroups().isEmpty()) {
      filters.add(TagFilter.excludeTags(plan.excludedGroups()));
    }
    Map<String, MethodFilter> methods = MethodFilter.byClass(plan.methods());
    PostDiscoveryFilter named = test -> FilterResult.includedIf(isWanted(test, methods));
    filters.add(named);
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(classes)
        .filters(filters.toArray(Filter<?>[]::new))
        .build();
  }

  // A filter of a class is for its nested classes too, which no pattern can name.
  private static boolean isWanted(TestDescriptor test, Map<String, MethodFilter> methods) {
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      String outermost = method.getClassName().replaceFirst("\\$.*", "");
      MethodFilter filter = methods.get(outermost);
      return filter == null || filter.matches(method.getMethodName());
    }
    return true;
  }
}
