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
}
