package dev.bpfj.kernelvm.select;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.NoTestsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Looks for tests in the selected classes, on this machine, where a guest takes a minute to find
 * that there are none. Classes are loaded but not initialized; where one cannot be loaded here, the
 * guest has the last word.
 */
public final class TestPreview {
  private static final String ENGINES = "META-INF/services/org.junit.platform.engine.TestEngine";
  private static final String LAUNCHER = "org.junit.platform.launcher.Launcher";
  private static final int MOST_NAMES = 3;

  /** What a tag expression has and no tag. */
  private static final Pattern OPERATOR = Pattern.compile("[&|!()]");

  private final TestSelection selection;
  private final Set<Framework> runnable;
  private final List<Class<?>> tests = new ArrayList<>();
  private final List<Class<?>> others = new ArrayList<>();
  private boolean isComplete;

  private TestPreview(TestSelection selection, ClassLoader loader) throws IOException {
    this.selection = selection;
    this.runnable = EnumSet.noneOf(Framework.class);
    for (Framework framework : Framework.values()) {
      boolean hasPlatform = framework == Framework.TESTNG || has(LAUNCHER, loader);
      if (hasPlatform && has(framework.engine(), loader)) {
        runnable.add(framework);
      }
    }
    isComplete = !hasOtherEngine(loader);
  }

  /**
   * Looks at the selected classes.
   *
   * @param selection what was asked for
   * @param selected the classes and methods that this means
   * @param classPath the tests' class path
   * @return what the user should know of classes that no guest runs
   * @throws NoTestsException if no guest would run any test
   */
  public static Optional<String> of(
      TestSelection selection, ClassScanner.Selected selected, List<Path> classPath) {
    try (URLClassLoader loader = loader(classPath)) {
      TestPreview preview = new TestPreview(selection, loader);
      selected.classes().forEach(name -> preview.look(name, loader));
      if (preview.isComplete) {
        preview.requireTests();
        preview.requireMethods(selected.methods());
        preview.requireGroups();
      }
      return preview.whatNoGuestRuns().map(preview::advice);
    } catch (IOException e) {
      throw new KernelTestException("the tests' class path cannot be closed: " + e, e);
    }
  }

  // Its parent has the JDK alone: what Maven's own class path has is not in the guest.
  private static URLClassLoader loader(List<Path> classPath) {
    return new URLClassLoader(
        classPath.stream().map(TestPreview::url).toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new KernelTestException(entry + ": not a class path entry: " + e, e);
    }
  }

  private static boolean has(String className, ClassLoader loader) {
    return loader.getResource(className.replace('.', '/') + ".class") != null;
  }

  /** Whether the JUnit Platform has an engine whose tests cannot be told here. */
  private static boolean hasOtherEngine(ClassLoader loader) throws IOException {
    Set<String> known = Set.of(Framework.JUPITER.engine(), Framework.JUNIT4.engine());
    for (URL list : Collections.list(loader.getResources(ENGINES))) {
      try (InputStream in = list.openStream()) {
        String engines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (!engines.lines().map(String::strip).allMatch(known::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  private void look(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      boolean runs = Framework.of(type).stream().anyMatch(runnable::contains);
      (runs ? tests : others).add(type);
    } catch (ClassNotFoundException | LinkageError | ArrayStoreException e) {
      // The last is what reflection throws for an annotation that names a class that is not there.
      isComplete = false;
    }
  }

  private void requireTests() {
    if (tests.isEmpty()) {
      throw new NoTestsException(
          whatNoGuestRuns()
              .map(this::advice)
              .orElseGet(
                  () ->
                      names(others)
                          + ": no tests of TestNG or JUnit: annotate methods with"
                          + " org.testng.annotations.Test or org.junit.jupiter.api.Test"));
    }
  }

  /** The first framework with tests that are not run. */
  private Optional<Framework> whatNoGuestRuns() {
    return others.stream().flatMap(type -> Framework.of(type).stream()).sorted().findFirst();
  }

  private String advice(Framework framework) {
    List<Class<?>> types =
        others.stream().filter(type -> Framework.of(type).contains(framework)).toList();
    return names(types)
        + switch (framework) {
          case TESTNG ->
              ": tests of TestNG, which is not on the class path: add org.testng:testng in test"
                  + " scope";
          case JUPITER ->
              ": tests of JUnit, which is not on the class path: add"
                  + " org.junit.jupiter:junit-jupiter in test scope";
          case JUNIT4 ->
              ": tests of JUnit 4, which guests run with the vintage engine: add"
                  + " org.junit.vintage:junit-vintage-engine in test scope";
        };
  }

  private static String names(List<Class<?>> types) {
    String first =
        types.stream().limit(MOST_NAMES).map(Class::getName).collect(Collectors.joining(", "));
    int more = types.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private void requireMethods(List<String> wanted) {
    Map<String, MethodFilter> filters = MethodFilter.byClass(wanted);
    boolean hasMethod =
        tests.stream()
            .anyMatch(
                type -> {
                  MethodFilter filter = filters.get(type.getName());
                  return filter == null || !filter.select(type).isEmpty();
                });
    if (!hasMethod) {
      throw new NoTestsException(names(tests) + ": no such method: wanted=" + selection.includes());
    }
  }

  private void requireGroups() {
    List<String> wanted = selection.groups();
    List<Pattern> patterns = wanted.stream().map(TestPreview::pattern).toList();
    Set<String> found = new TreeSet<>();
    tests.forEach(type -> found.addAll(Framework.groups(type)));
    boolean isExpression = wanted.stream().anyMatch(group -> OPERATOR.matcher(group).find());
    if (!wanted.isEmpty()
        && !(isExpression && runnable.contains(Framework.JUPITER))
        && found.stream().noneMatch(group -> patterns.stream().anyMatch(p -> matches(p, group)))) {
      throw new NoTestsException(
          names(tests) + ": no test is in these groups: groups=" + wanted + ", found=" + found);
    }
  }

  // TestNG takes them as regular expressions, and what is a tag for JUnit is one of itself.
  private static Pattern pattern(String group) {
    try {
      return Pattern.compile(group);
    } catch (PatternSyntaxException e) {
      throw new InvalidRequestException(
          "group '" + group + "': not a regular expression: " + e.getDescription());
    }
  }

  private static boolean matches(Pattern pattern, String group) {
    return pattern.matcher(group).matches();
  }
}
