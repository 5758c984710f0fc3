package dev.bpfj.libbpf.internal.memory;

import static dev.bpfj.libbpf.internal.raw.LibC.MAP_ANONYMOUS;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_FIXED_NOREPLACE;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_PRIVATE;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_READ;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_WRITE;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * libbpf's own memory of a section's initial values. From 1.6 on load puts the map's pages there by
 * a mmap with MAP_FIXED. Where the kernel refuses that mmap, as for a map with a spin lock, the
 * memory is gone already, and closing the object would unmap whatever has those addresses by then.
 */
public final class LibbpfImage {
  private static final Pattern LOST =
      Pattern.compile("map '([^']*)': failed to re-mmap\\(\\) contents");

  private LibbpfImage() {}

  /**
   * The map whose memory a failed load has lost.
   *
   * @param message the failure's, with what libbpf printed
   * @return its name; empty if none was lost
   */
  public static Optional<String> lostBy(String message) {
    Matcher matcher = LOST.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Puts memory back where libbpf believes that it is.
   *
   * @param object {@code struct bpf_object}
   * @param name the map's
   * @return false if the addresses have something else by now, so that the object must not be
   *     closed
   */
  public static boolean refill(long object, String name) {
    try (CallMemory memory = new CallMemory()) {
      long map = Native.libbpf().bpf_object__find_map_by_name(object, memory.string(name));
      long psize = memory.allocate(8);
      long address = map == 0 ? 0 : Native.libbpf().bpf_map__initial_value(map, psize);
      if (address == 0) {
        return false;
      }
      long page = AddressRange.pageSize();
      // As bpf_map_mmap_sz of libbpf.c has it for a map of one entry.
      long size = (NativeMemory.get().getLong(psize) + page - 1) / page * page;
      int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
      return Native.libcSixArguments().mmap(address, size, PROT_READ | PROT_WRITE, flags, -1, 0)
          == address;
    }
  }
}
