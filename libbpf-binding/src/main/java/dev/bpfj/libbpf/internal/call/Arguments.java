package dev.bpfj.libbpf.internal.call;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rejects arguments that cannot be meant, before they are used.
 *
 * <p>Thread-safe.
 */
public final class Arguments {
  private Arguments() {}

  /**
   * Refuses a number outside of a range.
   *
   * @param name what it is, for the message
   * @param value the number
   * @param least the smallest that is allowed
   * @param most the largest that is allowed
   * @return the number
   * @throws IllegalArgumentException if it is smaller or larger
   */
  public static long inRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " out of range: value=" + value + ", expected=" + least + " to " + most);
    }
    return value;
  }

  /**
   * Refuses a number outside of a range.
   *
   * @param name what it is, for the message
   * @param value the number
   * @param least the smallest that is allowed
   * @param most the largest that is allowed
   * @return the number
   * @throws IllegalArgumentException if it is smaller or larger
   */
  public static int inRange(String name, int value, int least, int most) {
    return (int) inRange(name, (long) value, least, most);
  }

  /**
   * Refuses a negative number.
   *
   * @param name what it is, for the message
   * @param value the number
   * @return the number
   * @throws IllegalArgumentException if it is negative
   */
  public static int notNegative(String name, int value) {
    return inRange(name, value, 0, Integer.MAX_VALUE);
  }

  /**
   * Calls a callback, and refuses null as its result.
   *
   * @param subject what it is made for, for the message
   * @param maker makes it
   * @param fd what it is made of
   * @param <T> its type
   * @return what was made
   * @throws IllegalArgumentException if it was null
   */
  public static <T> T made(String subject, IntFunction<T> maker, int fd) {
    return made(subject, maker.apply(fd));
  }

  /**
   * Refuses null as the result of a callback.
   *
   * @param subject what it is made for, for the message
   * @param thing what was made
   * @param <T> its type
   * @return the same
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T made(String subject, @Nullable T thing) {
    if (thing == null) {
      throw new IllegalArgumentException(subject + ": the callback returned null");
    }
    return thing;
  }
}
