package dev.bpfj.selftests.memory;

import static dev.bpfj.libbpf.map.MapFlags.ANY;
import static dev.bpfj.libbpf.map.MapFlags.EXIST;
import static dev.bpfj.libbpf.map.MapFlags.NOEXIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.MapValuesSkel.Flow;
import dev.bpfj.progs.MapValuesSkel.Stats;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.RingEventsSkel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a program sees of its skeleton is the same in the kernel and in one in memory. */
@Test(
    groups = {"host", "vm"},
    dataProvider = "sides")
public final class SameSemanticsTest {

  @DataProvider
  public Object[][] sides() {
    return Side.both();
  }

  private static void assertFails(int errno, String message, ThrowingCallable call) {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(call)
        .withMessageStartingWith(message)
        .returns(errno, BpfException::errno);
  }

  private static Flow flow(long address) {
    return new Flow().address(address).port(80);
  }

  private static MapValuesSkel load(Side side, Consumer<MapValuesSkel> before) {
    MapValuesSkel skel = MapValuesSkel.open(side.options());
    before.accept(skel);
    skel.load();
    return skel;
  }

  public void thereIsALifeOfPhases(Side side) {
    MinimalSkel skel = MinimalSkel.open(side.options());
    assertThatIllegalStateException()
        .isThrownBy(skel::attach)
        .withMessage("program \"answer\": is not loaded; call load() first");
    assertThatIllegalStateException()
        .isThrownBy(() -> skel.maps().bss().entries())
        .withMessage("map \"minimal.bss\": is not there yet; call load() first");
    skel.load();
    assertThatIllegalStateException()
        .isThrownBy(skel::load)
        .withMessage("object \"minimal\": is loaded already");
    assertThatIllegalStateException()
        .isThrownBy(() -> skel.progs().answer().settings().autoload(false))
        .withMessage("program \"answer\": can be set only before load()");
    assertThat(skel.attach().toString()).isEqualTo("answer: attached");
    BpfLink link = skel.links().answer().orElseThrow();
    skel.detach();
    assertThat(link.isClosed()).isTrue();
    assertThat(skel.links().answer()).isEmpty();
    assertThat(skel.attach().toString()).isEqualTo("answer: attached");
    BpfLink another = skel.links().answer().orElseThrow();
    skel.close();
    skel.close();
    assertThat(another.isClosed()).isTrue();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(() -> skel.bss().in())
        .withMessage("object \"minimal\": is closed");
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(another::fd)
        .withMessage("object \"minimal\": is closed");
  }

  public void globalsHaveTheirInitialValuesAndKeepThoseSetBeforeLoad(Side side) {
    try (LifeSectionsSkel skel =
        LifeSectionsSkel.open(side.options().kconfig("CONFIG_BPFJ_NUMBER=42\n"))) {
      assertThat(skel.data().inData()).isEqualTo(1);
      assertThat(skel.rodata().inRodata()).isEqualTo(2);
      assertThatIllegalStateException()
          .isThrownBy(() -> skel.kconfig().configBpfjNumber())
          .withMessage(
              "object \"life_sections\": section \".kconfig\": has no values yet; call load() first");
      skel.rodata().inRodata(12);
      skel.bss().inBss(10);
      skel.load();
      assertThat(skel.rodata().inRodata()).isEqualTo(12);
      assertThat(skel.bss().inBss()).isEqualTo(10);
      assertThat(skel.kconfig().configBpfjNumber()).isEqualTo(42);
      assertThat(skel.kconfig().linuxKernelVersion()).isPositive();
      assertThatIllegalStateException()
          .isThrownBy(() -> skel.rodata().inRodata(13))
          .withMessage(
              "object \"life_sections\": section \".rodata\": is read-only after load(); set it"
                  + " between open() and load()");
      assertFails(
          1,
          "map \"life_sec.rodata\": bpf_map_update_elem: -EPERM (1), Operation not permitted; the"
              + " map is frozen, or was made read-only for user space",
          () -> skel.maps().rodata().entries().update(new byte[4], new byte[4]));
    }
  }

  public void globalsAreTheirMapsEntries(Side side) {
    try (MinimalSkel skel = MinimalSkel.openAndLoad(side.options())) {
      skel.bss().in(7);
      byte[] section = skel.maps().bss().entries().lookup(new byte[4]).orElseThrow();
      section[skel.maps().bss().valueSize() - 1] = 1;
      skel.maps().bss().entries().update(new byte[4], section);
      assertThat(skel.bss().in()).isEqualTo(7);
      assertThat(skel.bss().out()).isEqualTo(1 << 24);
      assertThat(skel.bss().isMapped()).isTrue();
    }
  }

  public void hashTablesAreFullAtTheirNumberOfEntries(Side side) {
    try (MapValuesSkel skel =
        load(side, opened -> opened.maps().flows().settings().maxEntries(2))) {
      TypedMap<Flow, Stats> flows = skel.maps().flows();
      flows.update(flow(1), new Stats().packets(1), NOEXIST);
      assertFails(
          17,
          "map \"flows\": bpf_map_update_elem: -EEXIST (17), File exists",
          () -> flows.update(flow(1), new Stats(), NOEXIST));
      assertFails(
          2,
          "map \"flows\": bpf_map_update_elem: -ENOENT (2), No such file or directory",
          () -> flows.update(flow(2), new Stats(), EXIST));
      flows.update(flow(2), new Stats().packets(2), ANY);
      assertFails(
          7,
          "map \"flows\": bpf_map_update_elem: -E2BIG (7), Argument list too long; the map is full:"
              + " maxEntries=2; delete keys, or make it larger (before load by"
              + " settings().maxEntries)",
          () -> flows.update(flow(3), new Stats()));
      assertThat(flows.lookup(flow(3))).isEmpty();
      assertThat(flows.delete(flow(1))).isTrue();
      assertThat(flows.delete(flow(1))).isFalse();
      flows.update(flow(3), new Stats().packets(3));
      assertThat(flows.toMap()).containsOnlyKeys(flow(2), flow(3));
      assertThat(flows.lookup(flow(3)).orElseThrow().packets()).isEqualTo(3);
    }
  }

  public void anLruTableTakesMore(Side side) {
    try (MapValuesSkel skel =
        load(
            side,
            opened -> opened.maps().flows().settings().type(MapType.LRU_HASH).maxEntries(64))) {
      for (int i = 0; i < 1000; i++) {
        skel.maps().flows().update(flow(i), new Stats().packets(i));
      }
      assertThat(skel.maps().flows().lookup(flow(999))).isPresent();
      assertThat(skel.maps().flows().keys()).hasSizeBetween(1, 64);
    }
  }

  public void arraysHaveAllTheirEntriesAlways(Side side) {
    try (LifeSectionsSkel skel =
        LifeSectionsSkel.openAndLoad(side.options().kconfig("CONFIG_BPFJ_NUMBER=1\n"))) {
      skel.maps().seen().set(7, 70L);
      assertThat(skel.maps().seen().get(7)).isEqualTo(70);
      assertThat(skel.maps().seen().get(0)).isZero();
      TypedMap<byte[], byte[]> entries = skel.maps().seen().map().entries();
      byte[] seventh = {7, 0, 0, 0};
      assertThat(entries.keys()).hasSize(8);
      assertFails(
          22,
          "map \"seen\": bpf_map_delete_elem: -EINVAL (22), Invalid argument; the values of an"
              + " array are always there; set one to zeros instead",
          () -> entries.delete(seventh));
      assertFails(
          17,
          "map \"seen\": bpf_map_update_elem: -EEXIST (17), File exists",
          () -> entries.update(seventh, new byte[4], NOEXIST));
      assertFails(
          7,
          "map \"seen\": bpf_map_update_elem: -E2BIG (7), Argument list too long; the map has no such"
              + " index: index=8, maxEntries=8",
          () -> entries.update(new byte[] {8, 0, 0, 0}, new byte[4]));
    }
  }

  public void perCpuMapsHaveAValueForEachCpu(Side side) {
    try (MapValuesSkel skel = load(side, opened -> {})) {
      assertThat(skel.maps().calls().get(0).sum()).isZero();
      skel.maps().calls().set(1, PerCpu.all(3L));
      assertThat(skel.maps().calls().get(1).sum()).isEqualTo(3L * PerCpu.count());
      skel.maps().callsByKey().update(5L, PerCpu.all(new Stats().packets(2)));
      assertThat(skel.maps().callsByKey().lookup(5L).orElseThrow().sum(Stats::packets))
          .isEqualTo(2L * PerCpu.count());
      assertThat(skel.maps().callsByKey().lookup(6L)).isEmpty();
    }
  }

  public void triesFindTheLongestPrefix(Side side) {
    try (MapValuesSkel skel =
        load(side, opened -> opened.maps().routes().settings().maxEntries(3))) {
      TypedMap<IpPrefix, byte[]> routes =
          TypedMap.of(skel.maps().routes().map(), IpPrefix.ipv4(), MapCodecs.bytes(4));
      routes.update(prefix("10.0.0.0", 8), new byte[] {8, 0, 0, 0});
      routes.update(prefix("10.1.0.0", 16), new byte[] {16, 0, 0, 0});
      routes.update(prefix("0.0.0.0", 0), new byte[4]);
      assertThat(routes.lookup(prefix("10.1.2.3", 32)).orElseThrow()[0]).isEqualTo((byte) 16);
      assertThat(routes.lookup(prefix("10.2.2.3", 32)).orElseThrow()[0]).isEqualTo((byte) 8);
      assertThat(routes.lookup(prefix("11.2.2.3", 32)).orElseThrow()[0]).isZero();
      assertThat(routes.lookup(prefix("10.0.0.0", 4)).orElseThrow()[0]).isZero();
      assertFails(
          28,
          "map \"routes\": bpf_map_update_elem: -ENOSPC (28), No space left on device; the map is"
              + " full: maxEntries=3",
          () -> routes.update(prefix("12.0.0.0", 8), new byte[4]));
      assertThat(routes.delete(prefix("10.1.0.0", 16))).isTrue();
      assertThat(routes.delete(prefix("10.1.0.0", 16))).isFalse();
      assertThat(routes.lookup(prefix("10.1.2.3", 32)).orElseThrow()[0]).isEqualTo((byte) 8);
    }
  }

  private static IpPrefix prefix(String address, int length) {
    return IpPrefix.of(address + "/" + length);
  }

  public void queuesAndStacksHaveTheirOrder(Side side) {
    try (MapValuesSkel skel = load(side, opened -> {})) {
      for (long value = 1; value <= 4; value++) {
        skel.maps().toDo().push(value);
        skel.maps().done().push(value);
      }
      assertFails(
          7, "map \"to_do\": bpf_map_update_elem: -E2BIG (7)", () -> skel.maps().toDo().push(5L));
      skel.maps().toDo().push(5L, EXIST);
      assertThat(skel.maps().toDo().peek()).contains(2L);
      assertThat(skel.maps().toDo().pop()).contains(2L);
      assertThat(skel.maps().done().pop()).contains(4L);
      for (int i = 0; i < 3; i++) {
        skel.maps().done().pop();
      }
      assertThat(skel.maps().done().pop()).isEmpty();
    }
  }

  public void mapsOfMapsTakeWhatIsLikeTheirTemplate(Side side) {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad(side.options())) {
      skel.maps().byIndex().update(2, skel.maps().first().map());
      assertThat(skel.maps().byIndex().lookup(2))
          .contains((long) skel.maps().first().map().info().id());
      assertThat(skel.maps().byIndex().lookup(0)).isEmpty();
      assertThat(skel.maps().byIndex().delete(2)).isTrue();
      assertThat(skel.maps().byIndex().delete(2)).isFalse();
      assertFails(
          22,
          "map \"by_name\": bpf_map_update_elem: -EINVAL (22), Invalid argument; an inner map must"
              + " match the template",
          () -> skel.maps().byName().update(1L, skel.maps().steps().map()));
      assertFails(
          7,
          "map \"by_index\": bpf_map_update_elem: -E2BIG (7)",
          () -> skel.maps().byIndex().update(3, skel.maps().first().map()));
      skel.maps().steps().update(0, skel.progs().toRed());
      assertThat(skel.maps().steps().lookup(0)).isPresent();
      assertFails(
          22,
          "map \"steps\": bpf_map_update_elem: -EINVAL (22)",
          () -> skel.maps().steps().update(1, skel.progs().toNowhere()));
    }
  }

  public void batchesDoTheSameOnManyEntries(Side side) {
    try (MapValuesSkel skel = load(side, opened -> {})) {
      TypedMap<Flow, Stats> flows = skel.maps().flows();
      List<Long> seen = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        flows.update(flow(i), new Stats().packets(i));
      }
      flows.forEach((flow, stats) -> seen.add(stats.packets()));
      assertThat(seen).hasSize(500).doesNotHaveDuplicates();
      flows.clear();
      assertThat(flows.keys()).isEmpty();
    }
  }

  public void ringsGiveRecordsInOrderUntilTheyAreFull(Side side) {
    try (RingEventsSkel skel = RingEventsSkel.openAndLoad(side.options());
        RingBuffer events =
            RingBuffer.open(
                skel.maps().events(),
                RingEventsSkel.Event.reader(
                    event ->
                        assertThat(event.square()).isEqualTo(event.number() * event.number())))) {
      assertThat(events.poll(Duration.ZERO)).isZero();
      for (int i = 0; i < 100; i++) {
        side.produce(skel, 128);
      }
      long fitting = (skel.maps().events().maxEntries() - 1) / 32;
      assertThat(skel.bss().number()).isEqualTo(fitting);
      assertThat(skel.bss().dropped()).isEqualTo(12_800 - fitting);
      assertThat(events.rings().get(0).availableBytes()).isEqualTo(fitting * 32);
      assertThat(events.consume(10)).isEqualTo(10);
      assertThat(events.consume()).isEqualTo((int) fitting - 10);
      side.produce(skel, 100);
      assertThat(events.poll(Duration.ofSeconds(10))).isEqualTo(100);
      assertThat(events.rings().get(0).availableBytes()).isZero();
    }
  }

  public void aRingHasOneReaderAndEndsWithItsObject(Side side) {
    RingEventsSkel skel = RingEventsSkel.openAndLoad(side.options());
    RingBuffer events = RingBuffer.open(skel.maps().events(), (buffer, offset, length) -> {});
    assertThatIllegalStateException()
        .isThrownBy(() -> RingBuffer.open(skel.maps().events(), (buffer, offset, length) -> {}))
        .withMessageStartingWith("map \"events\": an open ring buffer already reads its records");
    skel.close();
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(events::consume);
  }

  public void aMapThatIsLeftOutIsNotThere(Side side) {
    try (MapValuesSkel skel = MapValuesSkel.open(side.options())) {
      skel.maps().stacks().settings().autocreate(false);
      skel.progs().where().settings().autoload(false);
      skel.load();
      assertThatIllegalStateException()
          .isThrownBy(() -> skel.maps().stacks().map().fd())
          .withMessage("map \"stacks\": was not created (autocreate is off)");
      assertThatIllegalStateException()
          .isThrownBy(() -> skel.progs().where().fd())
          .withMessage("program \"where\": was not loaded (autoload is off)");
    }
  }

  public void whatTheKernelWouldNotMakeIsRefused(Side side) {
    try (MapValuesSkel skel = MapValuesSkel.open(side.options())) {
      skel.maps().flows().settings().maxEntries(0);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessageStartingWith(
              "object \"map_values\": bpf_object__load: -EINVAL (22), Invalid argument; map"
                  + " \"flows\": a map of this type has at least 1 entry: type=hash, maxEntries=0")
          .returns(22, BpfException::errno);
      assertThatIllegalStateException()
          .isThrownBy(skel::load)
          .withMessage(
              "object \"map_values\": was not loaded when it was tried; close it and open it anew");
    }
  }
}
