package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.map.FdMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps of sockets. */
@Test(groups = {"host", "vm"})
public final class SocketMapTest {

  private interface Opener {
    OpenFile open();
  }

  @DataProvider
  public Object[][] types() {
    return new Object[][] {
      {MapType.SOCKMAP, (Opener) Sockets::tcp},
      {MapType.SOCKMAP, (Opener) Sockets::udp},
      {MapType.SOCKHASH, (Opener) Sockets::tcp},
      {MapType.REUSEPORT_SOCKARRAY, (Opener) Sockets::udp},
    };
  }

  @Test(dataProvider = "types")
  public void tellTheCookieOfASocket(MapType type, Opener opener) {
    try (MapHandle handle = Maps.create(type, 4, 8, 4);
        OpenFile first = opener.open();
        OpenFile second = opener.open()) {
      FdMap<Integer, OpenFile> sockets = FdMap.of(handle, MapCodecs.index());
      assertThat(sockets.lookup(1)).isEmpty();
      sockets.update(1, first);
      sockets.update(2, second);
      assertThat(sockets.lookup(1)).isPresent().isNotEqualTo(sockets.lookup(2));
      assertThat(sockets.delete(1)).isTrue();
      assertThat(sockets.lookup(1)).isEmpty();
    }
  }

  public void aSocketIsGoneFromItsMapOnceItIsClosed() {
    try (MapHandle handle = Maps.create(MapType.SOCKHASH, 8, 8, 4)) {
      FdMap<Long, OpenFile> sockets = FdMap.of(handle, MapCodecs.s64());
      try (OpenFile socket = Sockets.tcp()) {
        sockets.update(1L << 40, socket);
        assertThat(sockets.keys()).containsExactly(1L << 40);
      }
      assertThat(sockets.keys()).isEmpty();
    }
  }

  public void aMapWithoutRoomForCookiesDoesNotTell() {
    try (MapHandle handle = Maps.create(MapType.SOCKMAP, 4, 4, 4);
        OpenFile socket = Sockets.udp()) {
      FdMap<Integer, OpenFile> sockets = FdMap.of(handle, MapCodecs.index());
      sockets.update(1, socket);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> sockets.lookup(1))
          .withMessage(
              "map \"bpfj_test\": bpf_map_lookup_elem: -ENOSPC (28), No space left on device");
      assertThat(sockets.delete(1)).isTrue();
    }
  }

  public void whatIsNoSocketIsRefused() throws Exception {
    try (MapHandle handle = Maps.create(MapType.SOCKMAP, 4, 8, 4);
        MapHandle other = Maps.create(MapType.ARRAY, 4, 8, 4)) {
      FdMap<Integer, MapHandle> sockets = FdMap.of(handle, MapCodecs.index());
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> sockets.update(1, other))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_update_elem: -ENOTSOCK (88)");
    }
  }

  public void anXdpSocketIsPutInAndTakenOut() {
    try (MapHandle handle = Maps.create(MapType.XSKMAP, 4, 4, 4);
        OpenFile socket = Sockets.xdp()) {
      FdMap<Integer, OpenFile> sockets = FdMap.of(handle, MapCodecs.index());
      sockets.update(3, socket);
      assertThat(sockets.delete(3)).isTrue();
      assertThat(sockets.keys()).containsExactly(0, 1, 2, 3);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> sockets.lookup(3))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_lookup_elem: -EOPNOTSUPP (95)");
    }
  }

  public void aControlGroupIsPutInAndTakenOut() throws Exception {
    Path unified = Path.of("/sys/fs/cgroup/unified");
    Path group = Files.exists(unified) ? unified : Path.of("/sys/fs/cgroup");
    try (MapHandle handle = Maps.create(MapType.CGROUP_ARRAY, 4, 4, 4);
        OpenFile folder = OpenFile.of(group);
        OpenFile other = OpenFile.of(Path.of("/"))) {
      FdMap<Integer, OpenFile> groups = FdMap.of(handle, MapCodecs.index());
      groups.update(2, folder);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> groups.update(1, other))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_update_elem: -EBADF (9)");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> groups.lookup(2))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_lookup_elem: -ENOTSUPP (524)");
      assertThat(groups.delete(2)).isTrue();
      assertThat(groups.delete(2)).isFalse();
    }
  }
}
