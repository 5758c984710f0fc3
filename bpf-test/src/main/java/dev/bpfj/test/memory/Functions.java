package dev.bpfj.test.memory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * C's functions by Java's: makes an interface of C functions from an object that has methods of
 * their names, one at a time. What the object lacks cannot be done in memory, and says so.
 */
final class Functions implements InvocationHandler {
  private final Errors errors;
  private final Object implementation;
  private final Map<String, Method> methods;
  private final long failed;

  /**
   * Begins to make it.
   *
   * @param errors what a failure leaves its number in, and which calls are to fail
   * @param implementation has the methods, which throw {@link CallFailure}
   * @param failed what a failed function returns if it has no way to return its errno: 0 for NULL,
   *     or -1
   */
  private Functions(Errors errors, Object implementation, long failed) {
    this.errors = errors;
    this.implementation = implementation;
    this.failed = failed;
    this.methods =
        Arrays.stream(implementation.getClass().getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
            .collect(Collectors.toMap(Method::getName, Function.identity(), (one, other) -> one));
  }

  /** Functions that return -errno, or NULL and leave errno. */
  static <T> T ofLibbpf(Class<T> type, Errors errors, Object implementation) {
    return make(type, new Functions(errors, implementation, 0));
  }

  /** Functions that return -1 and leave errno. */
  static <T> T ofC(Class<T> type, Errors errors, Object implementation) {
    return make(type, new Functions(errors, implementation, -1));
  }

  private static <T> T make(Class<T> type, Functions functions) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, functions));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method function, Object @Nullable [] arguments)
      throws Throwable {
    Method method = methods.get(function.getName());
    if (method == null) {
      throw new UnsupportedOperationException(
          function.getName()
              + ": cannot be done by a kernel in memory; test it in a kernel, by bpf:kernel-test");
    }
    try {
      errors.failIfTold(function.getName());
      return method.invoke(implementation, arguments);
    } catch (CallFailure e) {
      return result(function.getReturnType(), e.errno());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof CallFailure failure) {
        return result(function.getReturnType(), failure.errno());
      }
      throw e.getCause();
    }
  }

  private @Nullable Object result(Class<?> type, int errno) {
    errors.set(errno);
    if (type == int.class) {
      return failed == 0 ? -errno : -1;
    }
    return type == long.class ? (Object) failed : null;
  }
}
