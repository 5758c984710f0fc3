package dev.bpfj.selftests.attach;

import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelRelease;

/** What the loaded libbpf and the running kernel are new enough for. */
final class Supports {
  private Supports() {}

  static boolean libbpf(int major, int minor) {
    int haveMajor = Native.libbpf().libbpf_major_version();
    int haveMinor = Native.libbpf().libbpf_minor_version();
    return haveMajor > major || (haveMajor == major && haveMinor >= minor);
  }

  static boolean kernel(int major, int minor) {
    return KernelRelease.running().compareTo(new KernelRelease(major, minor)) >= 0;
  }

  /** How the message of a missing feature names what is there. */
  static String foundLibbpf() {
    return "found=libbpf "
        + Native.libbpf().libbpf_major_version()
        + "."
        + Native.libbpf().libbpf_minor_version();
  }
}
