package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network device, by name or by index. A name is looked up in the network namespace of the thread
 * that attaches ({@code if_nametoindex}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param name its name, such as {@code eth0}; null for an index
 * @param index its index, above 0; 0 for a name
 */
public record Device(@Nullable String name, int index) {

  /**
   * A device by name or by index.
   *
   * @param name its name, such as {@code eth0}; null for an index
   * @param index its index, above 0; 0 for a name
   * @throws IllegalArgumentException if it has neither a name nor an index above 0, or both
   */
  public Device {
    if (name == null ? index <= 0 : index != 0 || name.isEmpty()) {
      throw new IllegalArgumentException(
          "network device: either a name or an index above 0 is needed: name="
              + name
              + ", index="
              + index);
    }
  }

  /**
   * A device by name.
   *
   * @param name such as {@code eth0}
   * @return the device
   */
  public static Device named(String name) {
    return new Device(name, 0);
  }

  /**
   * A device by index.
   *
   * @param index above 0, as {@link java.net.NetworkInterface#getIndex} returns it
   * @return the device
   */
  public static Device at(int index) {
    return new Device(null, index);
  }

  /** The device's index now. */
  int find(String subject) {
    if (name == null) {
      return index;
    }
    try (CallMemory memory = new CallMemory()) {
      int found = Native.libc().if_nametoindex(memory.string(name));
      if (found == 0) {
        throw missing(subject, Native.lastErrno());
      }
      return found;
    }
  }

  private BpfException missing(String subject, int errno) {
    String advice =
        "there is no network device of that name in this thread's network namespace; ip link lists"
            + " those that there are";
    return LibbpfCall.failure(
        "if_nametoindex", subject + ": network device " + name, errno, advice, List.of());
  }

  @Override
  public String toString() {
    return name == null ? "network device " + index : "network device " + name;
  }
}
