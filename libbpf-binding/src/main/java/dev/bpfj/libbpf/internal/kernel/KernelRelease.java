package dev.bpfj.libbpf.internal.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Linux.
 *
 * <p>Immutable, thread-safe.
 *
 * @param major the first number
 * @param minor the second
 */
public record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

  /**
   * The running kernel's.
   *
   * @return what uname says
   */
  public static KernelRelease running() {
    return parse(System.getProperty("os.version"));
  }

  /** What a text such as {@code 6.1.0-44-cloud-amd64} says; 0.0 if it says none. */
  static KernelRelease parse(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.matches()
        ? new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new KernelRelease(0, 0);
  }

  @Override
  public int compareTo(KernelRelease other) {
    int majors = Integer.compare(major, other.major);
    return majors == 0 ? Integer.compare(minor, other.minor) : majors;
  }

  @Override
  public String toString() {
    return "Linux " + major + "." + minor;
  }
}
