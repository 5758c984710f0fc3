package dev.bpfj.libbpf.error;

/**
 * libbpf cannot be loaded or called. The message says what was tried and why it failed; {@link
 * #errno} is {@code ELIBACC}.
 *
 * <p>Thread-safe.
 */
public final class LibbpfNotFoundException extends BpfException {
  private static final long serialVersionUID = 1L;

  private static final int ELIBACC = 79; // can not access a needed shared library

  private LibbpfNotFoundException(String message) {
    super("dlopen", "libbpf", ELIBACC, message);
  }

  /**
   * Makes the exception for a libbpf that cannot be loaded.
   *
   * @param tried what was tried, and what the loader said of it
   * @param advice what helps
   */
  public LibbpfNotFoundException(String tried, String advice) {
    this("libbpf was not found; tried " + tried + "; " + advice);
  }

  /**
   * Makes the exception for a jffi that could not start.
   *
   * @param cause what it threw
   * @return the exception, to be thrown
   */
  public static LibbpfNotFoundException withoutJffi(LinkageError cause) {
    Throwable first = cause;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    LibbpfNotFoundException thrown =
        new LibbpfNotFoundException(
            "libbpf cannot be called: jffi, which calls native code, could not start: "
                + first.getMessage()
                + "; it unpacks its library into the directory that -Djffi.extract.dir names, else into"
                + " java.io.tmpdir or the working directory, which must be writable and not mounted"
                + " noexec; then start the JVM anew, since it does not try twice");
    thrown.initCause(cause);
    return thrown;
  }

  /**
   * Makes the exception for a library that was changed since it was unpacked.
   *
   * @param file the library's file
   * @return the exception, to be thrown
   */
  public static LibbpfNotFoundException changed(String file) {
    return new LibbpfNotFoundException(
        file
            + ": not loaded: it is not what was unpacked there; find out who changed it, and delete"
            + " it: it is unpacked anew");
  }

  /**
   * What helps where there is no libbpf.
   *
   * @return advice for {@link #LibbpfNotFoundException(String, String)}
   */
  public static String howToGetOne() {
    return "add the dependency dev.bpfj:libbpf-natives, or install Debian's package libbpf1, or name"
        + " a file by -Ddev.bpfj.libbpf=/path/to/libbpf.so.1";
  }
}
