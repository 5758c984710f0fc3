package dev.bpfj.test.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device of a network namespace. It can be used by every thread; methods that change it return
 * it. Thread-safe.
 */
public final class NetworkDevice {
  private static final int IFF_UP = 1;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_MTU = 4;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_F_NODAD = 2;
  private static final byte AF_INET = 2;
  private static final byte AF_INET6 = 10;
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
  // Of nothing else InetAddress could think that it is a name.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(OCTET(?:\\.OCTET){3}|[0-9a-fA-F]*:[0-9a-fA-F.:]*)/(\\d{1,3})".replace("OCTET", OCTET));

  private final NetworkNamespace namespace;
  private final String name;
  private final int index;

  private NetworkDevice(NetworkNamespace namespace, String name, int index) {
    this.namespace = namespace;
    this.name = name;
    this.index = index;
  }

  static NetworkDevice of(NetworkNamespace namespace, String name) {
    int index = namespace.inside(() -> LibC.FUNCTIONS.if_nametoindex(name));
    if (index == 0) {
      throw new IllegalArgumentException("network device \"" + name + "\": there is none");
    }
    return new NetworkDevice(namespace, name, index);
  }

  /**
   * The device's name.
   *
   * @return such as {@code veth0}
   */
  public String name() {
    return name;
  }

  /**
   * The device's index in its namespace, for hooks.
   *
   * @return a positive number
   */
  public int index() {
    return index;
  }

  /**
   * The namespace that it is in.
   *
   * @return as it was made
   */
  public NetworkNamespace namespace() {
    return namespace;
  }

  /**
   * Sets the device's Ethernet address, before it is up.
   *
   * @param address such as {@code 02:00:00:00:00:01}
   * @return this
   * @throws IllegalStateException if the kernel refuses
   */
  public NetworkDevice hardwareAddress(String address) {
    byte[] bytes = COLONS.parseHex(address);
    return change("hardware address " + address, 0, 0, Netlink.attribute(IFLA_ADDRESS, bytes));
  }

  /**
   * Gives the device an address, and its namespace a route to the addresses that have the same
   * prefix. An address of IPv6 can be used at once: the kernel does not ask whether others have it.
   *
   * @param address an address of IPv4 or IPv6 in CIDR notation, such as {@code 192.0.2.1/24} or
   *     {@code 2001:db8::1/64}
   * @return this
   * @throws IllegalArgumentException if it is none
   * @throws IllegalStateException if the kernel refuses
   */
  public NetworkDevice address(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw notAnAddress(address, null);
    }
    byte[] bytes = parse(address, parts.group(1)).getAddress();
    int prefix = Integer.parseInt(parts.group(2));
    if (prefix > bytes.length * Byte.SIZE) {
      throw notAnAddress(address, null);
    }
    byte[] message = new byte[8]; // struct ifaddrmsg
    message[0] = bytes.length == Integer.BYTES ? AF_INET : AF_INET6;
    message[1] = (byte) prefix;
    message[2] = IFA_F_NODAD;
    System.arraycopy(Netlink.number(index), 0, message, 4, 4);
    return namespace.inside(
        () -> {
          Netlink.ask(
              this + ": address " + address,
              Netlink.NEW_ADDRESS,
              Netlink.CREATE,
              message,
              Netlink.attribute(IFA_LOCAL, bytes),
              Netlink.attribute(IFA_ADDRESS, bytes));
          return this;
        });
  }

  private static InetAddress parse(String address, String withoutPrefix) {
    try {
      return InetAddress.getByName(withoutPrefix);
    } catch (UnknownHostException e) {
      throw notAnAddress(address, e);
    }
  }

  private static IllegalArgumentException notAnAddress(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "\"" + text + "\": is no address with a prefix length, such as 192.0.2.1/24", cause);
  }

  /**
   * Sets how long a packet may be.
   *
   * @param bytes without the Ethernet header
   * @return this
   * @throws IllegalStateException if the kernel refuses
   */
  public NetworkDevice mtu(int bytes) {
    return change("mtu " + bytes, 0, 0, Netlink.attribute(IFLA_MTU, Netlink.number(bytes)));
  }

  /**
   * Lets packets through. The kernel sends none of its own for it: the device gets no IPv6 address
   * but those that it was given.
   *
   * @return this
   * @throws IllegalStateException if the kernel refuses
   */
  public NetworkDevice up() {
    namespace.inside(
        () -> {
          withoutAutomaticAddress();
          return this;
        });
    return change("up", IFF_UP, IFF_UP);
  }

  private void withoutAutomaticAddress() throws IOException {
    try {
      Files.writeString(Path.of("/proc/sys/net/ipv6/conf", name, "addr_gen_mode"), "1");
    } catch (NoSuchFileException e) {
      return; // a kernel without IPv6 gives no address either
    }
  }

  /**
   * Lets no packets through.
   *
   * @return this
   * @throws IllegalStateException if the kernel refuses
   */
  public NetworkDevice down() {
    return change("down", 0, IFF_UP);
  }

  private NetworkDevice change(String what, int flags, int change, byte[]... attributes) {
    byte[][] body = new byte[attributes.length + 1][];
    body[0] = Netlink.link(index, flags, change);
    System.arraycopy(attributes, 0, body, 1, attributes.length);
    return namespace.inside(
        () -> {
          Netlink.ask(this + ": " + what, Netlink.NEW_LINK, 0, body);
          return this;
        });
  }

  @Override
  public String toString() {
    return "network device " + name;
  }
}
