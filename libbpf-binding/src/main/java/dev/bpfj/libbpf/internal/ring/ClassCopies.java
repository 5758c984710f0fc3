package dev.bpfj.libbpf.internal.ring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Copies of a class on the way from a ring to its handlers, one for each class of handlers. For the
 * library's own use.
 *
 * <p>The way ends in a call of the handler, once a record. The JIT inlines that call if it has only
 * ever seen one class of handlers there; what it has seen it remembers by the caller's bytecode, so
 * without copies the second kind of handler in a JVM would make both slow, by half and more. The
 * first kind gets the class itself, each further kind a hidden copy, which lives as long as the
 * handler's class does.
 *
 * <p>Thread-safe.
 */
public final class ClassCopies {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final Lookup lookup;
  private final Class<?> original;
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
   * @param lookup of a class in the same package
   * @param original the class
   * @param parameters of its only constructor
   */
  public ClassCopies(Lookup lookup, Class<?> original, Class<?>... parameters) {
    this.lookup = lookup;
    this.original = original;
    this.parameters = parameters.clone();
  }

  /**
   * Makes an object.
   *
   * @param type what the class implements
   * @param handler the class of the handler that it is for
   * @param arguments of the constructor
   * @param <T> what the class implements
   * @return the object
   * @throws IllegalArgumentException if it has no constructor of these parameters
   */
  public <T> T make(Class<T> type, Class<?> handler, Object... arguments) {
    try {
      Constructor<?> constructor = classes.get(handler).getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(original + ": cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(original + ": has no such constructor", e);
    }
  }

  private Class<?> copy() {
    String file = original.getSimpleName() + ".class";
    try (InputStream in = original.getResourceAsStream(file)) {
      if (in == null) {
        LOGGER.log(Level.DEBUG, "{0} is not on the class path, so handlers share a loop", file);
        return original;
      }
      return lookup.defineHiddenClass(in.readAllBytes(), true).lookupClass();
    } catch (IOException | IllegalAccessException e) {
      LOGGER.log(Level.DEBUG, "handlers share a loop", e);
      return original;
    }
  }
}
