package dev.bpfj.test.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Namespaces, and what is in them, as the kernel shows it. */
public final class NetworkTest {
  // The JDK looks for IPv6 in the namespace of the process.
  private static final Path NETWORK = Path.of("/proc/thread-self/net");
  private static final Path IPV6 = NETWORK.resolve("if_inet6");
  private static final Callable<List<String>> NAMES =
      () ->
          Files.readAllLines(NETWORK.resolve("dev")).stream()
              .filter(line -> line.contains(":"))
              .map(line -> line.substring(0, line.indexOf(':')).strip())
              .toList();

  @Test
  public void aNewNamespaceHasOnlyALoopbackDeviceThatIsUp() throws Exception {
    List<String> outside = NAMES.call();
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      assertThat(namespace.call(NAMES)).containsExactly("lo");
      assertThat(namespace.loopback().index()).isEqualTo(1);
      assertThat(namespace.<Boolean>call(() -> NetworkInterface.getByName("lo").isUp())).isTrue();
      assertThat(namespace.path()).exists();
    }
    assertThat(NAMES.call()).isEqualTo(outside);
  }

  @Test
  public void devicesHaveWhatTheyAreGiven() throws Exception {
    try (NetworkNamespace near = NetworkNamespace.create();
        NetworkNamespace far = NetworkNamespace.create()) {
      DevicePair pair = near.connect(far);
      NetworkDevice device = pair.near();
      device.hardwareAddress("02:00:00:00:00:07").mtu(1280);
      device.address("192.0.2.1/24").up();
      pair.far().up();
      NetworkInterface seen = near.call(() -> NetworkInterface.getByName(device.name()));
      assertThat(seen.getIndex()).isEqualTo(device.index());
      assertThat(near.call(seen::getHardwareAddress)).isEqualTo(new byte[] {2, 0, 0, 0, 0, 7});
      assertThat(near.<Integer>call(seen::getMTU)).isEqualTo(1280);
      assertThat(near.<Boolean>call(seen::isUp)).isTrue();
      assertThat(seen.getInterfaceAddresses())
          .anyMatch(address -> address.getAddress().getHostAddress().equals("192.0.2.1"));
      device.down();
      assertThat(near.<Boolean>call(seen::isUp)).isFalse();
    }
  }

  @Test
  public void aDeviceThatIsNotThereIsRefused() {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> namespace.device("veth-none"))
          .withMessage("network device \"veth-none\": there is none");
    }
  }

  @DataProvider
  static Object[] noAddresses() {
    return new Object[] {
      "localhost",
      "192.0.2.1",
      "cafe/24",
      "192.0.2/24",
      "192.0.2.256/24",
      "192.0.2.1/33",
      "192.0.2.1/200",
      "2001:db8::1/129",
      "2001:db8:::1/64",
      ".:/64",
    };
  }

  @Test(dataProvider = "noAddresses")
  public void whatIsNoAddressIsRefused(String text) {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> namespace.loopback().address(text))
          .withMessage(
              "\"" + text + "\": is no address with a prefix length, such as 192.0.2.1/24");
    }
  }

  @Test
  public void anAddressOfIpv6IsGiven() throws Exception {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      requireIpv6(namespace);
      DevicePair pair = namespace.connect(namespace);
      NetworkDevice device = pair.near().address("2001:db8::1/64").address("2001:db8::2/128").up();
      pair.far().up();
      assertThat(namespace.call(() -> Files.readAllLines(IPV6)))
          .filteredOn(line -> line.endsWith(" " + device.name()))
          .extracting(line -> line.replaceFirst(" ..", "").substring(0, 35))
          .containsExactlyInAnyOrder(
              "20010db8000000000000000000000001 40", "20010db8000000000000000000000002 80");
    }
  }

  private static void requireIpv6(NetworkNamespace namespace) throws Exception {
    if (namespace.call(() -> Files.notExists(IPV6))) {
      throw new SkipException("requires IPv6, which this machine has off");
    }
  }

  @Test
  public void aClosedNamespaceSaysSo() {
    NetworkNamespace namespace = NetworkNamespace.create();
    namespace.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> namespace.call(NAMES))
        .withMessage(namespace + ": is closed");
  }

  @Test
  public void whatTheKernelRefusesIsTold() {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      NetworkDevice loopback = namespace.loopback().address("192.0.2.1/24");
      assertThatIllegalStateException()
          .isThrownBy(() -> loopback.address("192.0.2.1/24"))
          .withMessage("network device lo: address 192.0.2.1/24: errno 17, File exists");
    }
  }

  @Test
  public void whatAnActionThrowsArrives() {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      assertThatThrownBy(
              () ->
                  namespace.run(
                      () -> {
                        throw new IOException("on purpose");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("on purpose");
      assertThatThrownBy(
              () ->
                  namespace.run(
                      () -> {
                        throw new AssertionError("on purpose");
                      }))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  public void anActionMayCallAnother() throws Exception {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      assertThat(namespace.call(() -> namespace.call(NAMES))).containsExactly("lo");
    }
  }
}
