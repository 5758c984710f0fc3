package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOTSUPP;

import dev.bpfj.libbpf.map.MapFlags;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a map, with the rules of its type: those of the kernel's {@code struct
 * bpf_map_ops}. Operations that a type does not have fail with -ENOTSUPP, as the kernel's do.
 *
 * <p>Not thread-safe: the kernel in memory makes one call at a time.
 */
abstract class MapContent {

  /** The value of a key, or null. */
  byte @Nullable [] lookup(byte[] key) {
    throw new CallFailure(ENOTSUPP);
  }

  /** Gives a key a value; a flag that the type does not know is -EINVAL. */
  void update(byte[] key, byte[] value, long flags) {
    throw new CallFailure(ENOTSUPP);
  }

  /** Removes a key; -ENOENT if it is not there. */
  void delete(byte[] key) {
    throw new CallFailure(ENOTSUPP);
  }

  /** The key after one, which begins anew after one that is not there; null after the last one. */
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    throw new CallFailure(ENOTSUPP);
  }

  /** Removes a key, and gives its value. */
  byte[] lookupAndDelete(byte[] key, long flags) {
    throw new CallFailure(ENOTSUPP);
  }

  /** Whether many entries can be read at once, and deleted. */
  boolean hasBatches() {
    return true;
  }

  /** What can be mapped from an offset on, or null if nothing can. */
  @Nullable MappedPart part(long offset) {
    return null;
  }

  /** Lets go of what the entries refer to, when nobody has the map any more. */
  void release() {}

  static void requireFlags(long flags, long most) {
    // A value without a spin lock cannot be locked.
    if (flags < 0 || flags > most || (flags & MapFlags.LOCK) != 0) {
      throw new CallFailure(EINVAL);
    }
  }

  static CallFailure absent() {
    return new CallFailure(ENOENT);
  }
}
