package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.Text;
import dev.bpfj.progs.MapKeysSkel;
import dev.bpfj.progs.MapKeysSkel.Owner;
import dev.bpfj.progs.MapKeysSkel.Padded;
import dev.bpfj.test.BpfSkeleton;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Every key that a map has comes back as it is, or not at all. */
@Test(groups = {"host", "vm"})
public final class UnchangedKeysTest {
  /** The bytes of 16 characters: with something behind their end, not UTF-8, full, empty. */
  private static final List<String> NAMES =
      List.of("sh", "sh\0leftover", "sh\0left", "\u00ff\u00fe", "sixteen letters!", "", "\0behind");

  @BpfSkeleton private MapKeysSkel skel;

  private static byte[] bytes(String latin, int size) {
    return Arrays.copyOf(latin.getBytes(StandardCharsets.ISO_8859_1), size);
  }

  /** Gives a map the names as keys, each with another value. */
  private static void fill(BpfMap map) {
    int keySize = map.keySize();
    for (int i = 0; i < NAMES.size(); i++) {
      byte[] value = new byte[map.valueSize()];
      value[0] = (byte) ('a' + i);
      map.entries().update(bytes(NAMES.get(i), keySize), value);
    }
  }

  @DataProvider
  static Object[][] maps() {
    return new Object[][] {
      {"texts", (Of) of -> of.maps().names()},
      {"arrays of texts", (Of) of -> of.maps().pairs()},
      {"structs with texts", (Of) of -> of.maps().owners()},
    };
  }

  private interface Of {
    TypedMap<?, ?> map(MapKeysSkel skel);
  }

  @Test(dataProvider = "maps")
  public void eachKeyIsFoundByWhatItWasReadAs(String what, Of of) {
    assertEachIsFound(of.map(skel));
  }

  private static <K, V> void assertEachIsFound(TypedMap<K, V> map) {
    fill(map.map());
    List<K> keys = map.keys();
    assertThat(keys).hasSize(NAMES.size()).doesNotHaveDuplicates();
    List<K> walked = new ArrayList<>();
    for (Optional<K> key = map.firstKey(); key.isPresent(); key = map.nextKey(key.get())) {
      walked.add(key.get());
    }
    assertThat(walked).containsExactlyInAnyOrderElementsOf(keys);
    Map<K, V> all = map.toMap();
    assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(keys);
    for (K key : keys) {
      assertThat(map.lookup(key)).contains(all.get(key));
    }
    assertThat(all.values()).doesNotHaveDuplicates();
    map.updateBatch(all);
    assertThat(map.keys()).hasSize(NAMES.size());
    assertThat(map.deleteBatch(keys)).isEqualTo(NAMES.size());
    assertThat(map.firstKey()).isEmpty();
  }

  public void aNameWithALeftoverBehindItsEndIsAnotherOne() {
    TypedMap<Text, String> names = skel.maps().names();
    names.update(Text.of("sh"), "first");
    assertThat(skel.progs().leave().testRun(TestRunOptions.none()).returnValue()).isZero();
    assertThat(names.lookup(Text.of("sh"))).contains("first");
    assertThat(names.toMap())
        .containsOnly(
            Map.entry(Text.of("sh"), "first"),
            Map.entry(Text.of(bytes("sh\0leftover", 16)), "second"));
    assertThat(names.keys()).extracting(Text::toString).containsExactly("sh", "sh");
  }

  public void theTextsOfAKeyHaveAllTheirBytes() {
    byte[] leftover = bytes("sh\0leftover", 16);
    skel.maps().owners().update(new Owner().nameBytes(leftover).user(7), 1L);
    Owner found = skel.maps().owners().firstKey().orElseThrow();
    assertThat(found.name()).isEqualTo(Text.of(leftover)).hasToString("sh");
    Owner same = new Owner().name(found.name()).user(7);
    same.groups(1, "root");
    assertThat(same).isNotEqualTo(found);
    assertThat(skel.maps().owners().lookup(same.groups(1, Text.of("")))).contains(1L);
  }

  public void keysThatAreOneInJavaAreDeletedEachAndMakeNoJavaMap() {
    TypedMap<Padded, Long> map = skel.maps().paddedKeys();
    byte[] first = {1, 0, 0, 0, 'a', 0, 0, 0};
    byte[] second = {1, 0, 0, 0, 'a', 0, 0, 1};
    fill(map.map(), first, second);
    assertNoJavaMap(map, first, second);
    assertThat(map.keys()).hasSize(2);
    assertThat(map.deleteBatch(map.keys())).isEqualTo(2);
    assertThat(map.firstKey()).isEmpty();
  }

  @DataProvider
  static Object[][] keysOfTypesWithFewerValues() {
    return new Object[][] {
      {"truth that is neither 0 nor 1", MapCodecs.bool(), "01", "02"},
      {"texts that end early", MapCodecs.text(4), "73680000", "73680061"},
      {"codecs that leave bytes out", new Low(), "0100000000000000", "0100000000000080"},
    };
  }

  /** The low half of a number. */
  private record Low() implements MapCodec<Integer> {
    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, Integer value) {
      buffer.putLong(offset, value);
    }

    @Override
    public Integer get(ByteBuffer buffer, int offset) {
      return (int) buffer.getLong(offset);
    }
  }

  @Test(dataProvider = "keysOfTypesWithFewerValues")
  public <K> void aKeyThatItsCodecChangesIsRefused(
      String what, MapCodec<K> codec, String first, String second) {
    HexFormat hex = HexFormat.of();
    MapSpec spec = MapSpec.of(MapType.HASH, codec.size(), Long.BYTES, 4);
    try (MapHandle handle = MapHandle.create(spec)) {
      fill(handle, hex.parseHex(first), hex.parseHex(second));
      TypedMap<K, Long> map = TypedMap.of(handle, codec, MapCodecs.s64());
      assertNoJavaMap(map, hex.parseHex(first), hex.parseHex(second));
      assertThatIllegalStateException()
          .isThrownBy(map::keys)
          .withMessageContaining("its codec does not write a key as it was read")
          .withMessageContaining("read=" + second + ", written=" + first);
      assertThatIllegalStateException()
          .isThrownBy(() -> walk(map))
          .withMessageContaining("read=" + second + ", written=" + first);
    }
  }

  private static <K> void walk(TypedMap<K, ?> map) {
    for (Optional<K> key = map.firstKey(); key.isPresent(); ) {
      key = map.nextKey(key.get());
    }
  }

  public void numbersThatAreNoneComeBackAsTheyAreAndMakeNoJavaMap() {
    byte[] first = word(0x7fc00000);
    byte[] second = word(0x7fc00001);
    try (MapHandle handle = MapHandle.create(MapSpec.of(MapType.HASH, 4, Long.BYTES, 4))) {
      fill(handle, first, second);
      TypedMap<Float, Long> map = TypedMap.of(handle, MapCodecs.f32(), MapCodecs.s64());
      assertNoJavaMap(map, first, second);
      assertThat(map.deleteBatch(map.keys())).isEqualTo(2);
    }
  }

  private static byte[] word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  public void aJavaMapFindsKeysOfBytesByTheirContent() {
    fill(skel.maps().names().map());
    Map<byte[], byte[]> all = skel.maps().names().map().entries().toMap();
    assertThat(all).hasSize(NAMES.size());
    assertThat(all.get(bytes("sh\0left", 16))).startsWith((byte) 'c');
  }

  private static void fill(BpfMap map, byte[]... keys) {
    for (byte[] key : keys) {
      map.entries().update(key, new byte[map.valueSize()]);
    }
  }

  private static void assertNoJavaMap(TypedMap<?, ?> map, byte[] first, byte[] second) {
    HexFormat hex = HexFormat.of();
    assertThatIllegalStateException()
        .isThrownBy(map::toMap)
        .withMessageContaining(": two different keys are equal in Java")
        .withMessageContaining("=" + hex.formatHex(first))
        .withMessageContaining("=" + hex.formatHex(second));
  }
}
