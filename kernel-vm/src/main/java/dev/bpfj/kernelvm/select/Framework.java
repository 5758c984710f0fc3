package dev.bpfj.kernelvm.select;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose tests a class has, by the names of annotations alone: of the class, of what it inherits
 * from, of all their methods and nested classes.
 */
public enum Framework {
  /** TestNG. */
  TESTNG("org.testng.TestNG"),
  /** JUnit 5 or 6, on the JUnit Platform. */
  JUPITER("org.junit.jupiter.engine.JupiterTestEngine"),
  /** JUnit 3 or 4, which the JUnit Platform runs with its vintage engine. */
  JUNIT4("org.junit.vintage.engine.VintageTestEngine");

  private static final String TESTNG_ANNOTATIONS = "org.testng.annotations.";
  private static final String TAG = "org.junit.jupiter.api.Tag";

  private final String engine;

  Framework(String engine) {
    this.engine = engine;
  }

  /** The class that runs such tests. */
  String engine() {
    return engine;
  }

  /**
   * Looks at a class, which is not initialized by it.
   *
   * @param type the class
   * @return the frameworks; empty for a class without tests, or with those of another framework
   * @throws LinkageError if the class refers to one that is not there
   * @throws ArrayStoreException if an annotation names a class that is not there
   */
  public static Set<Framework> of(Class<?> type) {
    Set<Framework> found = EnumSet.noneOf(Framework.class);
    annotations(type).forEach(name -> addIfKnown(name.annotationType().getName(), found));
    if (ancestors(type).stream().anyMatch(a -> a.getName().equals("junit.framework.TestCase"))) {
      found.add(JUNIT4);
    }
    return found;
  }

  private static void addIfKnown(String annotation, Set<Framework> found) {
    if (annotation.startsWith(TESTNG_ANNOTATIONS)) {
      found.add(TESTNG);
    } else if (annotation.startsWith("org.junit.jupiter.")) {
      found.add(JUPITER);
    } else if (annotation.startsWith("org.junit.") && !annotation.contains(".platform.")) {
      found.add(JUNIT4);
    }
  }

  /** The groups of TestNG and the tags of JUnit that a class's tests are in, sorted. */
  static Set<String> groups(Class<?> type) {
    Set<String> groups = new TreeSet<>();
    annotations(type).forEach(annotation -> groups.addAll(groups(annotation)));
    return groups;
  }

  private static List<String> groups(Annotation annotation) {
    String name = annotation.annotationType().getName();
    if (name.startsWith(TESTNG_ANNOTATIONS)) {
      return value(annotation, "groups") instanceof String[] groups ? List.of(groups) : List.of();
    }
    if (name.equals(TAG)) {
      return List.of(String.valueOf(value(annotation, "value")));
    }
    if (name.equals(TAG + "s") && value(annotation, "value") instanceof Annotation[] tags) {
      return Stream.of(tags).flatMap(tag -> groups(tag).stream()).toList();
    }
    return List.of();
  }

  private static Object value(Annotation annotation, String element) {
    try {
      return annotation.annotationType().getMethod(element).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      return ""; // one that has none, such as DataProvider
    }
  }

  private static Stream<Annotation> annotations(Class<?> type) {
    Set<Class<?>> seen = new LinkedHashSet<>();
    return ancestors(type).stream()
        .flatMap(Framework::elements)
        .flatMap(element -> Stream.of(element.getDeclaredAnnotations()))
        .flatMap(annotation -> withItsOwn(annotation, seen));
  }

  private static Stream<AnnotatedElement> elements(Class<?> type) {
    return Stream.of(
            Stream.of(type),
            Stream.of(type.getDeclaredMethods()),
            Stream.of(type.getDeclaredClasses()).flatMap(Framework::elements))
        .flatMap(part -> part);
  }

  /** An annotation and those that it is annotated with itself, as JUnit composes them. */
  private static Stream<Annotation> withItsOwn(Annotation annotation, Set<Class<?>> seen) {
    Class<? extends Annotation> type = annotation.annotationType();
    boolean isJavas = type.getName().startsWith("java.");
    Stream<Annotation> own =
        isJavas || !seen.add(type)
            ? Stream.empty()
            : Stream.of(type.getDeclaredAnnotations()).flatMap(one -> withItsOwn(one, seen));
    return Stream.concat(Stream.of(annotation), own);
  }

  private static Set<Class<?>> ancestors(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      all.add(one);
      Stream.of(one.getInterfaces()).forEach(wide -> all.addAll(ancestors(wide)));
    }
    return all;
  }
}
