package dev.bpfj.libbpf.attach;

/**
 * A raw tracepoint: the arguments of {@code bpf_program__attach_raw_tracepoint_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param name such as {@code sys_enter}
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs libbpf
 *     1.4 and Linux 6.10
 */
public record RawTracepointOptions(String name, long cookie) {

  /**
   * A raw tracepoint.
   *
   * @param name its name
   * @return the options
   */
  public static RawTracepointOptions of(String name) {
    return new RawTracepointOptions(name, 0);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public RawTracepointOptions withCookie(long value) {
    return new RawTracepointOptions(name, value);
  }
}
