package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.progs.MinimalSkel;
import org.testng.annotations.Test;

/** Initial values that libbpf refuses. The API never offers such, so this asks libbpf itself. */
@Test(groups = {"host", "vm"})
public final class InitialValueTest {

  public void ofAnotherSizeAreRefused() {
    LibBpf libbpf = Native.libbpf();
    byte[] elf = MinimalSkel.elfBytes();
    try (CallMemory memory = new CallMemory()) {
      long object =
          LibbpfCall.pointer(
              Native.KERNEL,
              "bpf_object__open_mem",
              "object",
              () -> libbpf.bpf_object__open_mem(memory.bytes(elf), elf.length, 0));
      try {
        long map = libbpf.bpf_object__find_map_by_name(object, memory.string(".bss"));
        assertThatExceptionOfType(BpfException.class)
            .isThrownBy(
                () ->
                    LibbpfCall.number(
                        "bpf_map__set_initial_value",
                        "section \".bss\"",
                        () -> libbpf.bpf_map__set_initial_value(map, memory.allocate(8), 7)))
            .withMessage(
                "section \".bss\": bpf_map__set_initial_value: -EINVAL (22), Invalid argument");
      } finally {
        libbpf.bpf_object__close(object);
      }
    }
  }
}
