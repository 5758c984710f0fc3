package dev.bpfj.test;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.skeleton.Skeleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a test class that have a say in how its skeletons are opened and loaded.
 *
 * @param testClass the class
 * @param test its instance; null if there is none yet
 */
record SkeletonMethods(Class<?> testClass, @Nullable Object test) {

  /** What a skeleton is opened with. */
  OpenOptions options() {
    List<Method> methods = with(BeforeOpen.class);
    if (methods.isEmpty()) {
      return OpenOptions.defaults();
    }
    Method nearest = methods.get(methods.size() - 1);
    if (nearest.getReturnType() != OpenOptions.class || nearest.getParameterCount() != 0) {
      throw wrong(nearest, BeforeOpen.class, "must return OpenOptions and take nothing");
    }
    Object options = invoke(nearest, BeforeOpen.class);
    return Optional.ofNullable((OpenOptions) options)
        .orElseThrow(() -> wrong(nearest, BeforeOpen.class, "returned null"));
  }

  /** Has a skeleton prepared that is not loaded yet. */
  void prepare(Skeleton skeleton) {
    for (Method method : with(BeforeLoad.class)) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length != 1 || !Skeleton.class.isAssignableFrom(parameters[0])) {
        throw wrong(method, BeforeLoad.class, "must take one skeleton");
      }
      if (parameters[0].isInstance(skeleton)) {
        invoke(method, BeforeLoad.class, skeleton);
      }
    }
  }

  /** Those of superclasses first. */
  private List<Method> with(Class<? extends Annotation> annotation) {
    Deque<Class<?>> classes = new ArrayDeque<>();
    for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
      classes.addFirst(type);
    }
    return classes.stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(annotation))
        .toList();
  }

  private @Nullable Object invoke(
      Method method, Class<? extends Annotation> annotation, Object... arguments) {
    if (test == null && !Modifier.isStatic(method.getModifiers())) {
      throw wrong(method, annotation, "must be static, as the skeleton's field is");
    }
    try {
      method.setAccessible(true);
      return method.invoke(test, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(describe(method, annotation), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(describe(method, annotation), e);
    }
  }

  private static IllegalStateException wrong(
      Method method, Class<? extends Annotation> annotation, String how) {
    return new IllegalStateException(describe(method, annotation) + ": " + how);
  }

  private static String describe(Method method, Class<? extends Annotation> annotation) {
    return method.getDeclaringClass().getName()
        + ": @"
        + annotation.getSimpleName()
        + " method \""
        + method.getName()
        + "\"";
  }
}
