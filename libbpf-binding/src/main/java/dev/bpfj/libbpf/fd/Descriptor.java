package dev.bpfj.libbpf.fd;

import dev.bpfj.libbpf.error.BpfClosedException;
import java.util.function.IntFunction;

/**
 * What has a file descriptor that system calls and maps may be given: a map, a program, an {@link
 * OpenFile}.
 *
 * <p>Thread-safe.
 */
public interface Descriptor {

  /**
   * Does something with the descriptor. It stays open meanwhile, whoever closes what it belongs to:
   * no other thing can come to have its number.
   *
   * @param action is given the descriptor, which it must not close or keep
   * @param <T> what it gives
   * @return what it gave
   * @throws BpfClosedException once it is closed
   * @throws IllegalStateException before load, for what an object has
   */
  <T> T use(IntFunction<T> action);
}
