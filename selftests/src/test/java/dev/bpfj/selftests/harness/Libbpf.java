package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.internal.call.Native;

/** The version of the loaded libbpf. */
public final class Libbpf {
  private static final int MAJOR = Native.libbpf().libbpf_major_version();
  private static final int MINOR = Native.libbpf().libbpf_minor_version();

  private Libbpf() {}

  /** Whether it is at least of a version. */
  public static boolean isAtLeast(int major, int minor) {
    return MAJOR > major || (MAJOR == major && MINOR >= minor);
  }

  /** Its version, such as {@code 1.4}. */
  public static String version() {
    return MAJOR + "." + MINOR;
  }
}
