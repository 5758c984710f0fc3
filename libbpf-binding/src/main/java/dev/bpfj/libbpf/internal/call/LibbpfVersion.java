package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.raw.LibBpf;

/**
 * The version of the loaded libbpf, for behaviour that no symbol tells.
 *
 * <p>Thread-safe.
 */
public final class LibbpfVersion {
  private LibbpfVersion() {}

  /**
   * Refuses to go on with a libbpf that is too old.
   *
   * @param subject what is to be done to what
   * @param feature what is asked of libbpf
   * @param major the major version that brought it
   * @param minor the minor version that brought it
   * @throws UnsupportedFeatureException if the loaded libbpf is older
   */
  public static void require(String subject, String feature, int major, int minor) {
    if (!isAtLeast(major, minor)) {
      throw new UnsupportedFeatureException(
          subject, feature, "libbpf " + major + "." + minor, text());
    }
  }

  /** Whether the loaded libbpf is of a version, or newer. */
  public static boolean isAtLeast(int major, int minor) {
    LibBpf libbpf = Native.libbpf();
    int haveMajor = libbpf.libbpf_major_version();
    return haveMajor > major || (haveMajor == major && libbpf.libbpf_minor_version() >= minor);
  }

  /**
   * The loaded version.
   *
   * @return such as {@code libbpf 1.1}
   */
  public static String text() {
    LibBpf libbpf = Native.libbpf();
    return "libbpf " + libbpf.libbpf_major_version() + "." + libbpf.libbpf_minor_version();
  }
}
