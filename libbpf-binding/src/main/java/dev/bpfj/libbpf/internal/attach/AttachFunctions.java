package dev.bpfj.libbpf.internal.attach;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that attach programs to hooks, by the hook's class. The static initializer of each
 * hook registers its function here, since a hook that implemented an internal interface would show
 * it to users. Thread-safe.
 */
public final class AttachFunctions {
  private static final Map<Class<?>, AttachFunction<?>> FUNCTIONS = new ConcurrentHashMap<>();

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

  /** Registers the function of a class of hooks. */
  public static <H> void register(Class<H> hook, AttachFunction<H> function) {
    FUNCTIONS.put(hook, function);
  }

  /** Whether a class of hooks has registered its function. */
  public static boolean isRegistered(Class<?> hook) {
    return FUNCTIONS.containsKey(hook);
  }

  /** Attaches a program to a hook, whose class is initialized since it has an instance. */
  public static <H, L> L attach(H hook, Attaching<L> program) {
    @SuppressWarnings("unchecked") // register() takes a class and a function of the same type
    AttachFunction<H> function = (AttachFunction<H>) FUNCTIONS.get(hook.getClass());
    if (function == null) {
      throw new IllegalStateException(hook.getClass() + ": registered no attach function");
    }
    return function.attach(hook, program);
  }
}
