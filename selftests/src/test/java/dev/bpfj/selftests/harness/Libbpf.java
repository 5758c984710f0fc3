package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.probe.LibbpfInfo;

/** The version of the loaded libbpf. */
public final class Libbpf {
  private static final int MAJOR = Native.libbpf().libbpf_major_version();
  private static final int MINOR = Native.libbpf().libbpf_minor_version();

  private Libbpf() {}

  /** Whether it is at least of a version. */
  public static boolean isAtLeast(int major, int minor) {
    return MAJOR > major || (MAJOR == major && MINOR >= minor);
  }

  /** Its file, for what the binding does not call. */
  static String file() {
    return LibbpfInfo.get().file();
  }

  /** How the message of a missing feature names it. */
  public static String found() {
    LibbpfInfo info = LibbpfInfo.get();
    return "found=libbpf " + info.version() + " (" + info.file() + ")";
  }
}
