package dev.bpfj.libbpf.skeleton;

import java.util.Optional;

/** The exceptions that accessors throw for a bad argument, naming the accessor. */
final class Refusal {
  private static final String PACKAGE = View.class.getPackageName() + ".";

  private Refusal() {}

  static IllegalArgumentException outOfRange(Object value, Object least, Object most) {
    return refuse("value out of range: value=" + value + ", expected=" + least + " to " + most);
  }

  static IllegalArgumentException tooLong(String what, long size, long limit) {
    return refuse(what + " is too long: size=" + size + ", limit=" + limit);
  }

  /** What lies before a view, where there may be something that belongs to another one. */
  static IndexOutOfBoundsException outside(int offset) {
    return new IndexOutOfBoundsException("before the view's first byte: offset=" + offset);
  }

  static IllegalArgumentException refuse(String what) {
    return new IllegalArgumentException(accessor().map(a -> a + ": ").orElse("") + what);
  }

  /** The generated method that the user called: the first one outside of this package. */
  private static Optional<String> accessor() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().startsWith(PACKAGE))
                    .findFirst()
                    .map(frame -> simpleName(frame.getClassName()) + "." + frame.getMethodName()));
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }
}
