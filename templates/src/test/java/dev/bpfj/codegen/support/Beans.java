package dev.bpfj.codegen.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls methods of generated classes by name. */
public final class Beans {
  private Beans() {}

  /** Calls a method; what it throws is thrown. */
  public static Object call(Object target, String method, Object... arguments) {
    Class<?> type = target instanceof Class<?> c ? c : target.getClass();
    for (Method candidate : type.getMethods()) {
      if (candidate.getName().equals(method) && accepts(candidate, arguments)) {
        return invoke(candidate, target, arguments);
      }
    }
    throw new AssertionError(type.getName() + ": no method " + method + Arrays.toString(arguments));
  }

  /** Makes an object. */
  public static Object create(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** A static field's value. */
  public static Object constant(Class<?> type, String name) {
    try {
      return type.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean accepts(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!java.lang.invoke.MethodType.methodType(types[i])
          .wrap()
          .returnType()
          .isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target instanceof Class<?> ? null : target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
