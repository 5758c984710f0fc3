package dev.bpfj.test;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.skeleton.Skeleton;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The skeletons that are open for a test, or for all of a class. Used by one thread at a time. */
final class TestSkeletons implements AutoCloseable {
  private final Deque<Skeleton> open = new ArrayDeque<>();

  /** Opens those of the fields of a test's instance, superclasses' too. */
  void fill(Object test) {
    fill(test.getClass(), test);
  }

  /** Opens those of the static fields of a test class, superclasses' too. */
  void fillStatic(Class<?> testClass) {
    fill(testClass, null);
  }

  private void fill(Class<?> testClass, @Nullable Object test) {
    SkeletonMethods methods = new SkeletonMethods(testClass, test);
    for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        BpfSkeleton wanted = field.getAnnotation(BpfSkeleton.class);
        if (wanted != null && Modifier.isStatic(field.getModifiers()) == (test == null)) {
          fill(field, test, wanted.value(), methods);
        }
      }
    }
  }

  private void fill(Field field, @Nullable Object test, Stage stage, SkeletonMethods methods) {
    String where = field.getDeclaringClass().getName() + ": field \"" + field.getName() + "\"";
    if (Modifier.isFinal(field.getModifiers())) {
      throw new IllegalStateException(where + ": is final, so that no skeleton can be put there");
    }
    Skeleton skeleton = open(field.getType(), stage, where, methods);
    try {
      field.setAccessible(true);
      field.set(test, skeleton);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(where + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens one.
   *
   * @param type its class
   * @param stage how far it is brought
   * @param where what wants it, for messages
   * @param methods what have a say
   * @return the skeleton
   */
  Skeleton open(Class<?> type, Stage stage, String where, SkeletonMethods methods) {
    Method opener = opener(type, where);
    OpenOptions options = methods.options();
    Skeleton skeleton =
        step(where, type, "opened", () -> Optional.of(open(opener, options))).orElseThrow();
    open.addFirst(skeleton);
    methods.prepare(skeleton);
    if (stage.compareTo(Stage.LOADED) >= 0) {
      step(
          where,
          type,
          "loaded",
          () -> {
            skeleton.load();
            return Optional.empty();
          });
    }
    if (stage == Stage.ATTACHED) {
      AttachReport report =
          step(where, type, "attached", () -> Optional.of(skeleton.attach())).orElseThrow();
      if (report.attached().isEmpty()) {
        throw new IllegalStateException(
            where
                + ": "
                + type.getSimpleName()
                + " has nothing that attaches by itself; ask for Stage.LOADED and attach what the"
                + " test wants:\n"
                + report);
      }
    }
    return skeleton;
  }

  private static Method opener(Class<?> type, String where) {
    if (Skeleton.class.isAssignableFrom(type)) {
      try {
        Method opener = type.getMethod("open", OpenOptions.class);
        if (Modifier.isStatic(opener.getModifiers()) && type == opener.getReturnType()) {
          opener.setAccessible(true);
          return opener;
        }
      } catch (NoSuchMethodException e) {
        throw noSkeleton(type, where, e);
      }
    }
    throw noSkeleton(type, where, null);
  }

  private static IllegalStateException noSkeleton(
      Class<?> type, String where, @Nullable Exception cause) {
    return new IllegalStateException(
        where
            + ": @BpfSkeleton is for skeletons, classes that bpf:skeleton generates: type="
            + type.getName(),
        cause);
  }

  private static Skeleton open(Method opener, OpenOptions options) {
    try {
      return (Skeleton) opener.invoke(null, options);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step<T> {
    Optional<T> run();
  }

  private static <T> Optional<T> step(String where, Class<?> type, String done, Step<T> step) {
    try {
      return step.run();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          where + ": " + type.getSimpleName() + " was not " + done + ": " + e.getMessage(), e);
    }
  }

  /** Closes all, the last opened first; if some cannot be closed, the others are. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Skeleton skeleton = open.pollFirst(); skeleton != null; skeleton = open.pollFirst()) {
      try {
        skeleton.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
