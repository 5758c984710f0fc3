package dev.bpfj.libbpf.attach;

/**
 * A tracepoint: the arguments of {@code bpf_program__attach_tracepoint_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param category such as {@code syscalls}
 * @param name such as {@code sys_enter_nanosleep}
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
 *     5.15
 */
public record TracepointOptions(String category, String name, long cookie) {

  /**
   * A tracepoint.
   *
   * @param category its folder in tracefs
   * @param name its name
   * @return the options
   */
  public static TracepointOptions of(String category, String name) {
    return new TracepointOptions(category, name, 0);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public TracepointOptions withCookie(long value) {
    return new TracepointOptions(category, name, value);
  }
}
