package dev.bpfj.libbpf.error;

/**
 * Something that the loaded libbpf or the running kernel is too old for, or was built without. The
 * {@link #errno} is the kernel's, or {@code EOPNOTSUPP} where it was not asked.
 *
 * <p>Thread-safe.
 */
public final class UnsupportedFeatureException extends BpfException {
  private static final long serialVersionUID = 1L;

  private static final int EOPNOTSUPP = 95;

  private final String feature;
  private final String minimum;

  /**
   * Makes the exception for what the loaded libbpf has not.
   *
   * @param operation what was asked of libbpf
   * @param subject what it was to be done to
   * @param feature what is missing
   * @param minimum the version that brought it, such as {@code libbpf 1.3} or {@code Linux 5.15}
   * @param found the version that is there
   */
  public UnsupportedFeatureException(
      String operation, String subject, String feature, String minimum, String found) {
    this(operation, subject, EOPNOTSUPP, feature, minimum, found);
  }

  private UnsupportedFeatureException(
      String operation, String subject, int errno, String feature, String minimum, String found) {
    super(
        operation,
        subject,
        errno,
        subject + ": " + feature + " needs " + minimum + "; found=" + found);
    this.feature = feature;
    this.minimum = minimum;
  }

  /**
   * Makes the exception for what the running kernel has not.
   *
   * @param failure how the kernel refused it
   * @param feature what is missing
   * @param minimum the version that brought it, such as {@code Linux 5.15}
   * @param found the version that is there
   * @return the exception, to be thrown
   */
  public static UnsupportedFeatureException because(
      BpfException failure, String feature, String minimum, String found) {
    UnsupportedFeatureException unsupported =
        new UnsupportedFeatureException(
            failure.operation(), failure.subject(), failure.errno(), feature, minimum, found);
    unsupported.initCause(failure);
    return unsupported;
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
