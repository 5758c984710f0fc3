package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import java.util.List;
import java.util.Optional;

/**
 * A network device, by name or by index. A name is looked up in the network namespace of the thread
 * that attaches ({@code if_nametoindex}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param name its name, such as {@code eth0}; empty for an index
 * @param index its index, above 0; 0 for a name
 */
public record Device(Optional<String> name, int index) {
  private static final int IF_NAMESIZE = 16; // net/if.h

  /**
   * A device by name or by index.
   *
   * @param name its name, such as {@code eth0}; empty for an index
   * @param index its index, above 0; 0 for a name
   * @throws IllegalArgumentException if it has neither a name nor an index above 0, or both
   */
  public Device {
    if (name.map(text -> index != 0 || text.isEmpty()).orElse(index <= 0)) {
      throw new IllegalArgumentException(
          "network device: either a name or an index above 0 is needed: name="
              + name.orElse("")
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
    return new Device(Optional.of(name), 0);
  }

  /**
   * A device by index.
   *
   * @param index above 0, as {@link java.net.NetworkInterface#getIndex} returns it
   * @return the device
   */
  public static Device at(int index) {
    return new Device(Optional.empty(), index);
  }

  /**
   * The device's index now, in the network namespace of this thread, for programs and maps that
   * take one. Unlike {@link java.net.NetworkInterface#getByName}, this finds devices that have no
   * address ({@code if_nametoindex}).
   *
   * @return the index, above 0; that of a device that is given by index, whether it is there or not
   * @throws BpfException -ENODEV if there is no device of the name
   */
  public int findIndex() {
    return name.map(text -> find("", text)).orElse(index);
  }

  /** The same for a program, which the message names. */
  int find(String subject) {
    return name.map(text -> find(subject + ": ", text)).orElse(index);
  }

  private int find(String prefix, String wanted) {
    try (CallMemory memory = new CallMemory()) {
      int found = Native.libc().if_nametoindex(memory.string(wanted));
      if (found == 0) {
        throw missing(prefix, Native.lastErrno());
      }
      return found;
    }
  }

  private BpfException missing(String prefix, int errno) {
    return LibbpfCall.failure("if_nametoindex", prefix + this, errno, noDevice("name"), List.of());
  }

  private static String noDevice(String of) {
    return "there is no network device of that "
        + of
        + " in this thread's network namespace; ip link lists those that there are";
  }

  /** What helps where the kernel has no device of the index, for which it has several errors. */
  Advice advice() {
    return failure -> failure.isGeneral() || name.isPresent() || exists() ? "" : noDevice("index");
  }

  private boolean exists() {
    try (CallMemory memory = new CallMemory()) {
      return Native.libc().if_indextoname(index, memory.allocate(IF_NAMESIZE)) != 0;
    }
  }

  @Override
  public String toString() {
    return "network device " + name.orElseGet(() -> Integer.toString(index));
  }
}
