package dev.bpfj.libbpf.attach;

/**
 * A place in a network device's traffic control: {@code enum bpf_tc_attach_point}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param attachPoint its number in C
 * @param parent the class or queueing discipline that a custom place is under, else 0
 */
public record TcPoint(int attachPoint, int parent) {
  /** What the device receives. */
  public static final TcPoint INGRESS = new TcPoint(1, 0);

  /** What the device sends. */
  public static final TcPoint EGRESS = new TcPoint(2, 0);

  /**
   * A place under a queueing discipline or class that is there already, as {@code tc} names them.
   *
   * @param major the number before the colon, up to 0xffff
   * @param minor the number behind the colon, up to 0xffff
   * @return the place
   */
  public static TcPoint under(int major, int minor) {
    return new TcPoint(4, (major << 16) | (minor & 0xffff));
  }
}
