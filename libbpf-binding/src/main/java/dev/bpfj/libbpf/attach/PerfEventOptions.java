package dev.bpfj.libbpf.attach;

/**
 * How a program is tied to a perf event: {@code struct bpf_perf_event_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
 *     5.15
 * @param byIoctl whether to do without a BPF link, as before Linux 5.15; needs libbpf 1.2
 */
public record PerfEventOptions(long cookie, boolean byIoctl) {

  /**
   * Nothing out of the ordinary.
   *
   * @return the options
   */
  public static PerfEventOptions defaults() {
    return new PerfEventOptions(0, false);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public PerfEventOptions withCookie(long value) {
    return new PerfEventOptions(value, byIoctl);
  }

  /**
   * Says whether to do without a BPF link.
   *
   * @param ioctl true for the ioctl
   * @return changed options
   */
  public PerfEventOptions withByIoctl(boolean ioctl) {
    return new PerfEventOptions(cookie, ioctl);
  }
}
