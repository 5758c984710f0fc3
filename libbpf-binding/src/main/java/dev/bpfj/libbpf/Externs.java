package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.util.List;

/** What an object declares and the kernel has: its configuration and its functions. */
final class Externs {
  private static final int BTF_KIND_DATASEC = 15;
  private static final List<String> SECTIONS = List.of(".kconfig", ".ksyms");

  private Externs() {}

  /**
   * Refuses what lets libbpf change the object's BTF. Until 1.6 the names of externs point into
   * what is freed then, and load reads them.
   */
  static void requireNamesToStay(Kernel kernel, String subject, long object) {
    if (!kernel.isInMemory() && isIn(object)) {
      LibbpfVersion.require(
          kernel,
          "bpf_map__set_value_size",
          subject,
          "resizing a data section of an object with externs",
          1,
          6);
    }
  }

  private static boolean isIn(long object) {
    LibBpf libbpf = Native.libbpf();
    long btf = libbpf.bpf_object__btf(object);
    try (CallMemory memory = new CallMemory()) {
      return btf != 0
          && SECTIONS.stream()
              .anyMatch(
                  name ->
                      Native.btf()
                              .btf__find_by_name_kind(btf, memory.string(name), BTF_KIND_DATASEC)
                          > 0);
    }
  }
}
