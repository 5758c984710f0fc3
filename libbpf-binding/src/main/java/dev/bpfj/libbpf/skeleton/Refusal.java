package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CInteger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The exceptions that accessors throw for a bad argument, naming the accessor. */
final class Refusal {
  private static final Set<String> OWN_PACKAGES =
      Set.of(View.class.getPackageName(), CInteger.class.getPackageName());

  /** Once for all, since each method reference takes time when a JVM starts. */
  static final Function<String, IllegalArgumentException> NAMED = Refusal::refuse;

  private Refusal() {}

  static IllegalArgumentException outOfRange(Object value, Object least, Object most) {
    return refuse(CInteger.outOfRange(value, least, most));
  }

  /** What lies before a view, where there may be something that belongs to another one. */
  static IndexOutOfBoundsException outside(int offset) {
    return new IndexOutOfBoundsException("before the view's first byte: offset=" + offset);
  }

  static IllegalArgumentException refuse(String what) {
    return new IllegalArgumentException(accessor().map(a -> a + ": ").orElse("") + what);
  }

  /** The generated method that the user called: the first one that is none of ours. */
  private static Optional<String> accessor() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !OWN_PACKAGES.contains(packageName(frame.getClassName())))
                    .findFirst()
                    .map(frame -> simpleName(frame.getClassName()) + "." + frame.getMethodName()));
  }

  private static String packageName(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }
}
