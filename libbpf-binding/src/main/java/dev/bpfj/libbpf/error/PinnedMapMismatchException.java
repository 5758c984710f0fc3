package dev.bpfj.libbpf.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A map that an object pins is pinned already, and is another one. The message has each parameter
 * that differs, with both values.
 *
 * <p>Thread-safe.
 */
public final class PinnedMapMismatchException extends BpfException {
  private static final long serialVersionUID = 1L;
  private static final int EINVAL = 22;

  private final String path;
  private final transient List<Difference> differences;

  /**
   * A parameter that differs.
   *
   * @param parameter its name, such as {@code maxEntries}
   * @param pinned its value in the pinned map
   * @param expected its value in the object
   */
  public record Difference(String parameter, String pinned, String expected) {
    @Override
    public String toString() {
      return parameter + "=" + pinned + ", expected=" + expected;
    }
  }

  /**
   * Makes the exception.
   *
   * @param subject the map
   * @param path where it is pinned
   * @param differences the parameters that differ
   */
  public PinnedMapMismatchException(String subject, String path, List<Difference> differences) {
    super("bpf_object__load", subject, EINVAL, message(subject, path, differences));
    this.path = path;
    this.differences = List.copyOf(differences);
  }

  private static String message(String subject, String path, List<Difference> differences) {
    return subject
        + ": another map is pinned at "
        + path
        + ": "
        + differences.stream().map(Difference::toString).collect(Collectors.joining("; "))
        + "; remove that pin, or pin this map elsewhere (settings().pinPath) or nowhere"
        + " (settings().noPinPath)";
  }

  /**
   * Where the other map is pinned.
   *
   * @return the path
   */
  public String path() {
    return path;
  }

  /**
   * What differs.
   *
   * @return each parameter, with both values
   */
  public List<Difference> differences() {
    return differences;
  }
}
