package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.LpmKey;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapValuesSkel;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Tries that find the longest prefix. */
@Test(groups = {"host", "vm"})
public final class LpmTrieTest {

  public void aProgramFindsTheLongestPrefix() throws Exception {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      TypedMap<IpPrefix, Long> routes =
          TypedMap.of(skel.maps().routes().map(), IpPrefix.ipv4(), MapCodecs.u32());
      routes.update(IpPrefix.of("10.0.0.0/8"), 8L);
      routes.update(IpPrefix.of("10.1.0.0/16"), 16L);
      routes.update(IpPrefix.of("10.1.2.3"), 32L);
      assertThat(route(skel, "10.9.9.9")).isEqualTo(8);
      assertThat(route(skel, "10.1.9.9")).isEqualTo(16);
      assertThat(route(skel, "10.1.2.3")).isEqualTo(32);
      assertThat(route(skel, "11.1.2.3")).isZero();
    }
  }

  private static int route(MapValuesSkel skel, String address) throws Exception {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    int asInProgram = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    return Maps.run(skel.progs().route(), Integer.toUnsignedLong(asInProgram));
  }

  @DataProvider
  public Object[][] families() {
    return new Object[][] {
      {"IPv4", IpPrefix.ipv4(), "0.0.0.0/0", "192.0.2.0/24", "192.0.2.128/25", "192.0.2.200"},
      {
        "IPv6",
        IpPrefix.ipv6(),
        "0:0:0:0:0:0:0:0/0",
        "2001:db8:0:0:0:0:0:0/32",
        "2001:db8:1:0:0:0:0:0/48",
        "2001:db8:1::5"
      },
    };
  }

  @Test(dataProvider = "families")
  public void findsTheLongestPrefix(
      String family, MapCodec<IpPrefix> codec, String all, String wide, String narrow, String in) {
    try (MapHandle handle =
        Maps.create(MapType.LPM_TRIE, codec.size(), 4, 16, MapFlags.NO_PREALLOC)) {
      TypedMap<IpPrefix, Integer> map = TypedMap.of(handle, codec, MapCodecs.s32());
      IpPrefix place = IpPrefix.of(in);
      assertThat(map.lookup(place)).isEmpty();
      map.update(IpPrefix.of(all), 1);
      assertThat(map.lookup(place)).contains(1);
      map.update(IpPrefix.of(wide), 2);
      map.update(IpPrefix.of(narrow), 3);
      assertThat(map.lookup(place)).contains(3);
      assertThat(map.delete(IpPrefix.of(narrow))).isTrue();
      assertThat(map.delete(IpPrefix.of(narrow))).isFalse();
      assertThat(map.lookup(place)).contains(2);
      assertThat(map.toMap()).isEqualTo(Map.of(IpPrefix.of(all), 1, IpPrefix.of(wide), 2));
      assertThat(map.keys()).extracting(IpPrefix::toString).containsExactlyInAnyOrder(all, wide);
    }
  }

  public void anIpv4AddressWithinAnIpv6OneStaysOne() {
    try (MapHandle handle = Maps.create(MapType.LPM_TRIE, 20, 4, 16, MapFlags.NO_PREALLOC)) {
      TypedMap<LpmKey, Integer> bytes = TypedMap.of(handle, LpmKey.codec(16), MapCodecs.s32());
      byte[] mapped = new byte[16];
      mapped[10] = mapped[11] = (byte) 0xff;
      bytes.update(LpmKey.of(mapped, 96), 4);
      TypedMap<IpPrefix, Integer> map = TypedMap.of(handle, IpPrefix.ipv6(), MapCodecs.s32());
      assertThat(map.keys()).singleElement().hasToString("0:0:0:0:0:ffff:0:0/96");
      assertThat(map.lookup(map.keys().get(0))).contains(4);
    }
  }

  public void refusesAnAddressOfTheOtherFamily() {
    try (MapHandle handle = Maps.create(MapType.LPM_TRIE, 8, 4, 16, MapFlags.NO_PREALLOC)) {
      TypedMap<IpPrefix, Integer> map = TypedMap.of(handle, IpPrefix.ipv4(), MapCodecs.s32());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> map.lookup(IpPrefix.of("fe80::/10")))
          .withMessage(
              "map \"bpfj_test\": key: an address of the other family: fe80:0:0:0:0:0:0:0,"
                  + " expected=IPv4");
    }
  }
}
