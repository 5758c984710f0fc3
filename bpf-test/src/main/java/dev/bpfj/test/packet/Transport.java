package dev.bpfj.test.packet;

/** What IP carries: UDP or TCP. */
public sealed interface Transport permits Udp, Tcp {
  /**
   * The sender's port.
   *
   * @return 0 to 65535
   */
  int source();

  /**
   * The receiver's port.
   *
   * @return 0 to 65535
   */
  int destination();
}
