package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

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
   * @param operation the C function that is not called then
   * @param subject what it would be done to
   * @param feature what is asked of libbpf
   * @param major the major version that brought it
   * @param minor the minor version that brought it
   * @throws UnsupportedFeatureException if the loaded libbpf is older
   */
  public static void require(
      String operation, String subject, String feature, int major, int minor) {
    require(Native.KERNEL, operation, subject, feature, major, minor);
  }

  /** The same of a kernel's libbpf. */
  public static void require(
      Kernel kernel, String operation, String subject, String feature, int major, int minor) {
    if (!isAtLeast(kernel, major, minor)) {
      throw new UnsupportedFeatureException(
          operation, subject, feature, "libbpf " + major + "." + minor, text());
    }
  }

  /** Whether the loaded libbpf is of a version, or newer. */
  public static boolean isAtLeast(int major, int minor) {
    return isAtLeast(Native.KERNEL, major, minor);
  }

  /** Whether a kernel's libbpf is of a version, or newer. */
  public static boolean isAtLeast(Kernel kernel, int major, int minor) {
    LibBpf libbpf = kernel.libbpf();
    int haveMajor = libbpf.libbpf_major_version();
    return haveMajor > major || (haveMajor == major && libbpf.libbpf_minor_version() >= minor);
  }

  /**
   * The loaded version and its file.
   *
   * @return such as {@code libbpf 1.1 (/usr/lib/x86_64-linux-gnu/libbpf.so.1.1.2)}
   */
  public static String text() {
    return "libbpf " + number() + " (" + file() + ")";
  }

  /**
   * The loaded version.
   *
   * @return such as {@code 1.1}
   */
  public static String number() {
    LibBpf libbpf = Native.libbpf();
    return libbpf.libbpf_major_version() + "." + libbpf.libbpf_minor_version();
  }

  /**
   * The file of the loaded libbpf, as the kernel has it.
   *
   * @return its path; the name by which it was loaded where the kernel does not tell
   */
  public static String file() {
    String name = Native.library().name();
    String last = name.substring(name.lastIndexOf('/') + 1);
    String file = ".*/" + Pattern.quote(last) + "[^/]*";
    try {
      return name.startsWith("/")
          ? name
          : LoadedFiles.first(last, file).map(Path::toString).orElse(name);
    } catch (IOException e) {
      return name;
    }
  }
}
