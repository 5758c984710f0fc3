package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;

/**
 * The layout of {@code struct __bpf_usdt_spec}, by which libbpf tells a program where the arguments
 * of a USDT probe are. The program has it from usdt.bpf.h, and libbpf takes it to have its own,
 * which grew in 1.7: with another one every argument and cookie would be a wrong number.
 */
public final class UsdtLayout {
  private static final String SPECS = "__bpf_usdt_specs";
  private static final int SIZE_BEFORE_1_7 = 208;
  private static final int SIZE_OF_1_7 = 304;

  private UsdtLayout() {}

  /**
   * Refuses a program whose layout is not that of the loaded libbpf. What later versions have is
   * not known here, and not refused.
   *
   * @throws UnsupportedFeatureException if the loaded libbpf is older than the program's header
   * @throws IllegalStateException if it is newer
   */
  public static void require(Attaching<?> program) {
    int size = program.valueSize(SPECS).orElse(0);
    if (size == SIZE_OF_1_7) {
      LibbpfVersion.require(program.subject(), "the usdt.bpf.h that it was compiled with", 1, 7);
    } else if (size == SIZE_BEFORE_1_7
        && LibbpfVersion.isAtLeast(1, 7)
        && !LibbpfVersion.isAtLeast(1, 8)) {
      throw new IllegalStateException(
          program.subject()
              + ": was compiled with the usdt.bpf.h of a libbpf before 1.7, to which libbpf 1.7"
              + " would pass wrong arguments; compile it with the header of 1.7, as bpf:compile"
              + " does, or load an older libbpf by -Ddev.bpfj.libbpf; found="
              + LibbpfVersion.text());
    }
  }
}
