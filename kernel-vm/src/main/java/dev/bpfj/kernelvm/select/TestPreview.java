package dev.bpfj.kernelvm.select;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.NoTestsException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for tests in the selected classes, on this machine, where a guest takes a minute to find
 * that there are none. Classes are loaded but not initialized; where one cannot be loaded here, the
 * guest has the last word.
 */
public final class TestPreview {
  private static final String TESTNG = "org.testng.annotations.";
  private static final int MOST_NAMES = 3;

  private final TestSelection selection;
  private final List<Class<?>> tests = new ArrayList<>();
  private final List<Class<?>> others = new ArrayList<>();
  private boolean isComplete = true;

  private TestPreview(TestSelection selection) {
    this.selection = selection;
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
    TestPreview preview = new TestPreview(selection);
    try (URLClassLoader loader = loader(classPath)) {
      selected.classes().forEach(name -> preview.look(name, loader));
      if (preview.isComplete) {
        preview.requireTests();
        preview.requireMethods(selected.methods());
        preview.requireGroups();
      }
      return preview.othersOfJunit();
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

  private void look(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      boolean hasTests = annotations(type).anyMatch(found -> isOf(found, TESTNG));
      (hasTests ? tests : others).add(type);
    } catch (ClassNotFoundException | LinkageError | ArrayStoreException e) {
      // The last is what reflection throws for an annotation that names a class that is not there.
      isComplete = false;
    }
  }

  /** Those of a class, of what it inherits from, and of all their methods. */
  private static Stream<Annotation> annotations(Class<?> type) {
    return ancestors(type).stream()
        .flatMap(TestPreview::elements)
        .flatMap(element -> Stream.of(element.getDeclaredAnnotations()));
  }

  private static Stream<AnnotatedElement> elements(Class<?> type) {
    return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods()));
  }

  private static Set<Class<?>> ancestors(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      all.add(one);
      Stream.of(one.getInterfaces()).forEach(wide -> all.addAll(ancestors(wide)));
    }
    return all;
  }

  private static boolean isOf(Annotation found, String packageName) {
    return found.annotationType().getName().startsWith(packageName);
  }

  private void requireTests() {
    if (tests.isEmpty()) {
      boolean isJunit = others.stream().anyMatch(TestPreview::isJunit);
      throw new NoTestsException(
          names(others)
              + ": no tests of TestNG"
              + (isJunit ? ", but of JUnit" : "")
              + ": annotate methods with org.testng.annotations.Test"
              + (isJunit ? ": guests do not run JUnit's" : ""));
    }
  }

  private static boolean isJunit(Class<?> type) {
    return annotations(type).anyMatch(found -> isOf(found, "org.junit."))
        || ancestors(type).stream().anyMatch(a -> a.getName().equals("junit.framework.TestCase"));
  }

  private Optional<String> othersOfJunit() {
    List<Class<?>> found = others.stream().filter(TestPreview::isJunit).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(names(found) + ": tests of JUnit, which guests do not run");
  }

  private static String names(List<Class<?>> types) {
    String first =
        types.stream().limit(MOST_NAMES).map(Class::getName).collect(Collectors.joining(", "));
    int more = types.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private void requireMethods(List<String> wanted) {
    Map<String, MethodFilter> filters = new LinkedHashMap<>();
    for (String filter : wanted) {
      String[] parts = filter.split("#", 2);
      filters.computeIfAbsent(parts[0], name -> new MethodFilter()).add(parts[1]);
    }
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
    Set<String> found = new TreeSet<>();
    tests.forEach(type -> annotations(type).forEach(each -> found.addAll(groups(each))));
    List<String> wanted = selection.groups();
    List<Pattern> patterns = wanted.stream().map(TestPreview::pattern).toList();
    if (!wanted.isEmpty()
        && found.stream().noneMatch(group -> patterns.stream().anyMatch(p -> matches(p, group)))) {
      throw new NoTestsException(
          names(tests) + ": no test is in these groups: groups=" + wanted + ", found=" + found);
    }
  }

  // TestNG takes them as regular expressions.
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

  private static List<String> groups(Annotation annotation) {
    if (!isOf(annotation, TESTNG)) {
      return List.of();
    }
    try {
      Object groups = annotation.annotationType().getMethod("groups").invoke(annotation);
      return groups instanceof String[] names ? List.of(names) : List.of();
    } catch (ReflectiveOperationException e) {
      return List.of(); // one that has none, such as DataProvider
    }
  }
}
