package dev.bpfj.libbpf.map;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import java.lang.ref.Reference;

/**
 * A map as system calls see it: a descriptor, which stays the map's while a call uses it, and how
 * much the kernel reads and writes through the pointers that it is given. All of it comes from the
 * kernel itself, so that no buffer can be too small.
 *
 * <p>Thread-safe, each call with buffers of its own.
 */
final class KernelMap {
  private final Kernel kernel;
  private final String subject;
  private final Lifetime lifetime;
  private final int fd;
  private final MapInfo info;
  private final int valueBytes;
  private final CallBufferPool pool;

  /**
   * Asks the kernel about a map.
   *
   * @param kernel what calls go to
   * @param subject the map, for messages
   * @param lifetime what keeps the descriptor open
   * @param fd the map's file descriptor
   * @throws BpfException if it is no map's
   */
  public KernelMap(Kernel kernel, String subject, Lifetime lifetime, int fd) {
    this(kernel, subject, lifetime, fd, MapInfo.of(kernel, subject, fd));
  }

  /**
   * Knows about a map what the kernel said already.
   *
   * @param kernel what calls go to
   * @param subject the map, for messages
   * @param lifetime what keeps the descriptor open
   * @param fd the map's file descriptor
   * @param info what the kernel says of that descriptor
   */
  public KernelMap(Kernel kernel, String subject, Lifetime lifetime, int fd, MapInfo info) {
    this.kernel = kernel;
    this.subject = subject;
    this.lifetime = lifetime;
    this.fd = fd;
    this.info = info;
    this.valueBytes = valueBytes(info);
    this.pool = new CallBufferPool(info.keySize(), valueBytes);
  }

  /** As {@code bpf_map_value_size} of the kernel, syscall.c. */
  private static int valueBytes(MapInfo info) {
    return info.type().isPerCpu()
        ? Math.multiplyExact(PossibleCpus.stride(info.valueSize()), PossibleCpus.count())
        : info.valueSize();
  }

  /**
   * What the kernel said of the map when it was first used.
   *
   * @return sizes and flags, which do not change
   */
  public MapInfo info() {
    return info;
  }

  /**
   * How many bytes the kernel writes for a value.
   *
   * @return the size of a value; of one for each possible CPU for per-CPU maps
   */
  public int valueBytes() {
    return valueBytes;
  }

  int keySize() {
    return info.keySize();
  }

  Kernel kernel() {
    return kernel;
  }

  String subject() {
    return subject;
  }

  CallBuffers take() {
    return pool.take();
  }

  void give(CallBuffers buffers) {
    pool.give(buffers);
  }

  /** Buffers that are not given back. */
  CallBuffers newBuffers() {
    return new CallBuffers(info.keySize(), valueBytes, CallBuffers.NO_PLACE);
  }

  /**
   * Begins a call that uses the descriptor; {@link #end} must follow.
   *
   * @return the descriptor
   * @throws BpfClosedException once the map or its object is closed
   */
  public int begin() {
    lifetime.enter();
    return fd;
  }

  /** Ends a call that uses the descriptor. */
  public void end() {
    lifetime.exit();
  }

  /** Puts the value of the buffers' key into the buffers; false if there is none. */
  boolean lookup(CallBuffers buffers) {
    lifetime.enter();
    try {
      return found(
          "bpf_map_lookup_elem",
          kernel.bpfElements().bpf_map_lookup_elem(fd, buffers.key.address, buffers.value.address));
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  boolean lookup(CallBuffers buffers, long flags) {
    lifetime.enter();
    try {
      return found(
          "bpf_map_lookup_elem_flags",
          kernel
              .bpfElements()
              .bpf_map_lookup_elem_flags(fd, buffers.key.address, buffers.value.address, flags));
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  boolean lookupAndDelete(CallBuffers buffers, long flags) {
    lifetime.enter();
    try {
      return found(
          "bpf_map_lookup_and_delete_elem_flags",
          kernel
              .bpfElements()
              .bpf_map_lookup_and_delete_elem_flags(
                  fd, buffers.key.address, buffers.value.address, flags));
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  /** Gives the buffers' key the buffers' value. */
  void update(CallBuffers buffers, long flags) {
    lifetime.enter();
    try {
      int result =
          kernel
              .bpfElements()
              .bpf_map_update_elem(fd, buffers.key.address, buffers.value.address, flags);
      if (result < 0) {
        throw LibbpfCall.failure(
            "bpf_map_update_elem",
            subject,
            -result,
            MapAdvice.onUpdate(info, buffers.key.buffer, 0));
      }
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  boolean delete(CallBuffers buffers) {
    lifetime.enter();
    try {
      int result = kernel.bpfElements().bpf_map_delete_elem(fd, buffers.key.address);
      if (result < 0 && result != -ENOENT) {
        throw LibbpfCall.failure(
            "bpf_map_delete_elem",
            subject,
            -result,
            MapAdvice.onDelete(info, buffers.key.buffer, 0));
      }
      return result >= 0;
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  /** Puts the first key into the place for the next one. */
  boolean firstKey(CallBuffers buffers) {
    return nextKey(buffers, 0);
  }

  /** Puts the key after the buffers' into the place for the next one. */
  boolean nextKey(CallBuffers buffers) {
    return nextKey(buffers, buffers.key.address);
  }

  private boolean nextKey(CallBuffers buffers, long after) {
    lifetime.enter();
    try {
      return found(
          "bpf_map_get_next_key",
          kernel.bpfElements().bpf_map_get_next_key(fd, after, buffers.next.address));
    } finally {
      lifetime.exit();
      Reference.reachabilityFence(buffers);
    }
  }

  /** What a result says of an entry: there, not there, or an exception. */
  boolean found(String operation, int result) {
    if (result < 0 && result != -ENOENT) {
      throw LibbpfCall.failure(operation, subject, -result, MapAdvice.ON_LOOKUP);
    }
    return result >= 0;
  }
}
