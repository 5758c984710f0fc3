package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.internal.call.Advice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The functions that attach programs to hooks, and what helps against their commonest failures, by
 * the hook's class. The static initializer of each hook registers its own here, since a hook that
 * implemented an internal interface would show it to users. Thread-safe.
 */
public final class AttachFunctions {
  private static final Map<Class<?>, Registration<?>> HOOKS = new ConcurrentHashMap<>();

  private AttachFunctions() {}

  /** Attaches programs to hooks of one class. */
  public interface AttachFunction<H> {

    /**
     * Attaches a program.
     *
     * @param hook what to
     * @param program the program, which has not been locked
     * @param <L> what the program's owner makes of an attachment
     */
    <L> L attach(H hook, Attaching<L> program);
  }

  private record Registration<H>(AttachFunction<H> function, Function<H, Advice> advice) {}

  /** Registers the function of a class of hooks that have no advice of their own. */
  public static <H> void register(Class<H> hook, AttachFunction<H> function) {
    register(hook, function, any -> Advice.none());
  }

  /** Registers the function of a class of hooks, and what gives the advice of one of them. */
  public static <H> void register(
      Class<H> hook, AttachFunction<H> function, Function<H, Advice> advice) {
    HOOKS.put(hook, new Registration<>(function, advice));
  }

  /** Whether a class of hooks has registered its function. */
  public static boolean isRegistered(Class<?> hook) {
    return HOOKS.containsKey(hook);
  }

  /** Attaches a program to a hook, whose class is initialized since it has an instance. */
  public static <H, L> L attach(H hook, Attaching<L> program) {
    return registration(hook).function().attach(hook, program);
  }

  /** What helps against failures of attaching to a hook. */
  public static <H> Advice advice(H hook) {
    return registration(hook).advice().apply(hook);
  }

  private static <H> Registration<H> registration(H hook) {
    @SuppressWarnings("unchecked") // register() takes a class and functions of the same type
    Registration<H> registration = (Registration<H>) HOOKS.get(hook.getClass());
    if (registration == null) {
      throw new IllegalStateException(hook.getClass() + ": registered no attach function");
    }
    return registration;
  }
}
