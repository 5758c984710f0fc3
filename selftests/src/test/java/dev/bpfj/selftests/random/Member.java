package dev.bpfj.selftests.random;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A public constructor or method.
 *
 * @param name how it is told apart and shown
 * @param parameters its parameters' names
 */
record Member(Executable executable, String name, List<String> parameters) {

  static Member of(Executable executable) throws IOException {
    executable.setAccessible(true); // members of hidden implementations of public interfaces
    String simple =
        executable instanceof Method
            ? executable.getName()
            : "new " + executable.getDeclaringClass().getSimpleName();
    String types =
        Arrays.stream(executable.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(","));
    String owner =
        executable.getDeclaringClass().getName().replaceAll("^dev\\.bpfj\\.(libbpf\\.)?", "");
    return new Member(
        executable, owner + "#" + simple + "(" + types + ")", ParameterNames.of(executable));
  }

  Class<?> owner() {
    return executable.getDeclaringClass();
  }

  String simpleName() {
    return executable.getName();
  }

  boolean needsReceiver() {
    return executable instanceof Method && !Modifier.isStatic(executable.getModifiers());
  }

  /** What it gives. */
  Class<?> result() {
    return executable instanceof Method method ? method.getReturnType() : owner();
  }

  /** Whether something it takes or gives has a type that only the compiler knows. */
  boolean isGeneric() {
    return owner().getTypeParameters().length > 0
        || executable.getTypeParameters().length > 0
        || Arrays.stream(executable.getParameterTypes())
            .anyMatch(type -> type == Object.class || type.getTypeParameters().length > 0);
  }

  /** Whether it gives a value that keeps what it is given. */
  boolean makesValues() {
    return result().isRecord() || result() == owner() || executable instanceof Constructor;
  }

  @Nullable Object call(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
    try {
      return executable instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments)
          : ((Method) executable).invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
