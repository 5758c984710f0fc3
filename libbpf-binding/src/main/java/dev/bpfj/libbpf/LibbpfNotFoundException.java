package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Native;

/**
 * There is no libbpf that can be loaded. The message says what was tried.
 *
 * <p>Immutable but for what every {@link Throwable} lets be added, and so for any number of
 * threads.
 */
public final class LibbpfNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param tried what was tried, and what the loader said of it
   */
  public LibbpfNotFoundException(String tried) {
    super(
        "libbpf was not found; tried "
            + tried
            + "; install Debian's package libbpf1, or name a file by -D"
            + Native.LIBBPF_PROPERTY
            + "=/path/to/libbpf.so.1");
  }
}
