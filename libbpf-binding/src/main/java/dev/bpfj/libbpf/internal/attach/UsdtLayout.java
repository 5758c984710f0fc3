package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.kernel.Errno;

/**
 * The layout of {@code struct __bpf_usdt_spec}, by which libbpf tells a program where the arguments
 * of a USDT probe are. The program is compiled with the layout of a usdt.bpf.h, and libbpf writes
 * the one that it was built with, which grew in 1.7. Where the two differ, every argument and
 * cookie that the program reads is wrong.
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
   * @throws BpfException if they differ
   * @throws IllegalStateException before load
   */
  public static void require(Attaching<?> program) {
    program.requireLoaded();
    int size = program.valueSize(SPECS).orElse(0);
    boolean isNew = LibbpfVersion.isAtLeast(1, 7);
    if (size == SIZE_OF_1_7 && !isNew) {
      throw failure(
          program,
          "was compiled with the usdt.bpf.h of libbpf 1.7, and an older libbpf would pass it wrong"
              + " arguments; put dev.bpfj:libbpf-natives on the class path, or compile it with the"
              + " header of the loaded libbpf, by bpf.includeDirectories");
    }
    if (size == SIZE_BEFORE_1_7 && isNew && !LibbpfVersion.isAtLeast(1, 8)) {
      throw failure(
          program,
          "was compiled with the usdt.bpf.h of a libbpf before 1.7, and libbpf 1.7 would pass it"
              + " wrong arguments; compile it with the header of 1.7, as bpf:compile does, or load"
              + " an older libbpf, by -Ddev.bpfj.libbpf");
    }
  }

  private static BpfException failure(Attaching<?> program, String why) {
    return new BpfException(
        "bpf_program__attach_usdt",
        program.subject(),
        Errno.EOPNOTSUPP,
        program.subject() + ": " + why + "; found=" + LibbpfVersion.text());
  }
}
