package dev.bpfj.selftests.random;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Handlers, suppliers and codecs that do whatever comes to their minds: give values, keep what they
 * are given, throw, call back into the binding and close what they are called by.
 */
final class Handlers implements InvocationHandler {
  private static final int PERCENT = 100;

  private final String type;

  private Handlers(Class<?> type) {
    this.type = type.getSimpleName();
  }

  static Object of(Class<?> type) {
    return Proxy.newProxyInstance(
        Handlers.class.getClassLoader(), new Class<?>[] {type}, new Handlers(type));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    Caller caller = Caller.current();
    if (caller == null) {
      throw new HandlerFailure(); // a thread of the binding's own
    }
    if (method.isDefault() && caller.random().nextBoolean()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return caller.calledBack(() -> answer(caller, method, arguments));
  }

  private Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> type + "@" + Integer.toHexString(System.identityHashCode(proxy));
    };
  }

  private static @Nullable Object answer(
      Caller caller, Method method, @Nullable Object @Nullable [] arguments) {
    keep(caller, method, arguments == null ? new Object[0] : arguments);
    int chance = caller.random().nextInt(PERCENT);
    if (chance < 10) {
      throw new HandlerFailure();
    }
    if (chance < 12) {
      throw new HandlerError();
    }
    if (chance < 30) {
      caller.callAny();
    }
    return caller.arguments().answer(method);
  }

  private static void keep(Caller caller, Method method, @Nullable Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Integer fd && method.getDeclaringClass() == IntFunction.class) {
        caller.arguments().made().addDescriptor(fd);
      } else if (argument != null) {
        caller.keep(argument);
      }
    }
  }
}
