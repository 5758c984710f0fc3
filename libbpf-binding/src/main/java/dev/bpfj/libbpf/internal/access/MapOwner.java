package dev.bpfj.libbpf.internal.access;

import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.Lifetime;
import java.util.function.Supplier;

/**
 * What the maps of an object need of it: its lock, its state, and its lifetime, which keeps their
 * descriptors open.
 *
 * <p>Thread-safe.
 */
public interface MapOwner {
  /** What the object's calls go to. */
  Kernel kernel();

  Lifetime lifetime();

  boolean isLoaded();

  /** Runs an action under the object's lock, whether the object is open or closed. */
  void alone(Runnable action);

  /** Locks the object, which must be open; {@link #unlock} follows. */
  void lockOpen();

  /** Ends {@link #lockOpen}. */
  void unlock();

  /** Runs an action under the object's lock while the object is open. */
  <T> T locked(Supplier<T> action);

  /**
   * Like {@link #locked}, for what is only possible before load.
   *
   * @param subject the map, for the message of the exception
   */
  <T> T beforeLoad(String subject, Supplier<T> action);

  /** Changes the size of a data section's map, whose memory moves with it; before load only. */
  void resize(String subject, long map, Runnable change);

  /** Closes something with the object; for callers that have the lock. */
  void own(AutoCloseable resource);

  /** Takes back {@link #own}; for callers that have the lock. */
  void disown(AutoCloseable resource);
}
