package dev.bpfj.test.network;

import dev.bpfj.libbpf.fd.OpenFile;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Two connected devices: what is sent by one is received by the other. Immutable, thread-safe.
 *
 * @param near the one in the namespace that made it
 * @param far the other one
 */
public record DevicePair(NetworkDevice near, NetworkDevice far) {
  private static final AtomicInteger MADE = new AtomicInteger();

  // linux/if_link.h, linux/veth.h
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final int IFLA_NETKIT_PEER_INFO = 1;
  private static final int IFLA_NETKIT_PEER_POLICY = 4;

  static DevicePair veth(NetworkNamespace near, NetworkNamespace far) {
    return make(
        "veth",
        near,
        far,
        peer -> Netlink.nested(IFLA_INFO_DATA, Netlink.attribute(VETH_INFO_PEER, peer)));
  }

  static DevicePair netkit(NetworkNamespace near, NetworkNamespace far, NetkitPolicy policy) {
    return make(
        "netkit",
        near,
        far,
        peer ->
            Netlink.nested(
                IFLA_INFO_DATA,
                Netlink.attribute(IFLA_NETKIT_PEER_INFO, peer),
                Netlink.attribute(IFLA_NETKIT_PEER_POLICY, Netlink.number(policy.number()))));
  }

  /**
   * Makes a pair.
   *
   * @param kind of devices
   * @param data what the kind wants to know, given what says where the peer is
   */
  private static DevicePair make(
      String kind, NetworkNamespace near, NetworkNamespace far, Function<byte[][], byte[]> data) {
    String name = kind + MADE.getAndIncrement();
    String peer = kind + MADE.getAndIncrement();
    near.inside(
        () -> {
          try (OpenFile namespace = OpenFile.of(far.path())) {
            return namespace.use(
                fd -> {
                  byte[] info = data.apply(peer(peer, fd));
                  Netlink.ask(
                      kind + " devices",
                      Netlink.NEW_LINK,
                      Netlink.CREATE,
                      Netlink.ANY_LINK,
                      Netlink.attribute(IFLA_IFNAME, Netlink.text(name)),
                      Netlink.nested(
                          IFLA_LINKINFO,
                          Netlink.attribute(IFLA_INFO_KIND, Netlink.text(kind)),
                          info));
                  return near;
                });
          }
        });
    return new DevicePair(near.device(name), far.device(peer));
  }

  private static byte[][] peer(String name, int namespace) {
    return new byte[][] {
      Netlink.ANY_LINK,
      Netlink.attribute(IFLA_IFNAME, Netlink.text(name)),
      Netlink.attribute(IFLA_NET_NS_FD, Netlink.number(namespace))
    };
  }
}
