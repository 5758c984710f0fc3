package dev.bpfj.libbpf.error;

/**
 * Something that the loaded libbpf or the running kernel is too old for.
 *
 * <p>Thread-safe.
 */
public final class UnsupportedFeatureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String feature;
  private final String minimum;

  /**
   * Makes the exception.
   *
   * @param subject what was to be done to what
   * @param feature what is missing
   * @param minimum the version that brought it, such as {@code libbpf 1.3} or {@code Linux 5.15}
   * @param found the version that is there
   */
  public UnsupportedFeatureException(String subject, String feature, String minimum, String found) {
    super(subject + ": " + feature + " needs " + minimum + "; found=" + found);
    this.feature = feature;
    this.minimum = minimum;
  }

  /**
   * What is missing.
   *
   * @return such as {@code resizing a data section}
   */
  public String feature() {
    return feature;
  }

  /**
   * The version that brought it.
   *
   * @return such as {@code libbpf 1.3}
   */
  public String minimum() {
    return minimum;
  }
}
