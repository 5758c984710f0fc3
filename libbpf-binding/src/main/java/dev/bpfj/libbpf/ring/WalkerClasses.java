package dev.bpfj.libbpf.ring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Copies of a walker's class, one for each class of handlers.
 *
 * <p>A walker's loop calls its handler once a record. The JIT inlines that call if the loop has
 * only ever seen one class of handlers; what it has seen it remembers by the loop's bytecode, so
 * with one class of walkers the second kind of handler in a JVM would make both slow, by half and
 * more. The first kind gets the class itself, each further kind a hidden copy, which lives as long
 * as the handler's class does.
 *
 * <p>Safe for use by several threads.
 */
final class WalkerClasses {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final Class<? extends Walker> original;
  private final Class<?>[] parameters;
  private final AtomicBoolean given = new AtomicBoolean();
  private final ClassValue<Class<?>> classes =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> handler) {
          return given.compareAndSet(false, true) ? original : copy();
        }
      };

  /**
   * Copies of a class.
   *
   * @param original the walkers' class, in this package
   * @param parameters of its constructor
   */
  WalkerClasses(Class<? extends Walker> original, Class<?>... parameters) {
    this.original = original;
    this.parameters = parameters.clone();
  }

  /**
   * Makes a walker.
   *
   * @param type what the class implements
   * @param handler the class of the handler that it is for
   * @param arguments of the constructor
   * @return the walker
   */
  <T extends Walker> T make(Class<T> type, Class<?> handler, Object... arguments) {
    try {
      Constructor<?> constructor = classes.get(handler).getDeclaredConstructor(parameters);
      return type.cast(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError(original + ": cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(original + ": cannot be made", e);
    }
  }

  private Class<?> copy() {
    String file = original.getSimpleName() + ".class";
    try (InputStream in = original.getResourceAsStream(file)) {
      if (in == null) {
        LOGGER.log(Level.DEBUG, "{0} is not on the class path, so handlers share a loop", file);
        return original;
      }
      return MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), true).lookupClass();
    } catch (IOException | IllegalAccessException e) {
      LOGGER.log(Level.DEBUG, "handlers share a loop", e);
      return original;
    }
  }
}
