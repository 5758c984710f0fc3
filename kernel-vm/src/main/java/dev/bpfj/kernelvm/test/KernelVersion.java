package dev.bpfj.kernelvm.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a kernel's release that features are tied to.
 *
 * @param major the first number, as 6 in {@code 6.12.94+deb13-cloud-amd64}
 * @param minor the second, as 12 there
 */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d).*");

  /**
   * Reads a release or a version.
   *
   * @param release such as {@code 5.10.0-32-cloud-amd64} or {@code 5.13}
   * @return its version
   * @throws IllegalArgumentException if it does not begin with two numbers
   */
  public static KernelVersion of(String release) {
    Matcher matcher = RELEASE.matcher(release);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "kernel release '" + release + "': does not begin with a version such as 6.12");
    }
    return new KernelVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * The running kernel's, as {@code uname -r} has it.
   *
   * @return its version
   */
  public static KernelVersion running() {
    return of(System.getProperty("os.version"));
  }

  /**
   * Compares with a feature's minimum.
   *
   * @param minimum the first version that has the feature
   * @return true if this one is older
   */
  public boolean isBefore(KernelVersion minimum) {
    return compareTo(minimum) < 0;
  }

  @Override
  public int compareTo(KernelVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
