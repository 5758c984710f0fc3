package dev.bpfj.selftests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.test.RequiresKernel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Random sequences of operations on a map of the kernel's and one in memory: each has the same
 * result, or the same exception.
 */
@Test(groups = {"host", "vm"})
public final class RandomOperationsTest {
  private static final int OPERATIONS = Kernel.isGuest() ? 300 : 3000; // guests are slow
  private static final int KEYS = 12;
  private static final long FIXED_SEED = 20_261_129;

  /** A map of a skeleton, and how the keys that are tried look. */
  private record Subject(
      String name, Function<MapValuesSkel, BpfObjectMap> map, MapType type, long maxEntries) {
    @Override
    public String toString() {
      return name;
    }
  }

  @DataProvider
  public Object[][] subjects() {
    Function<MapValuesSkel, BpfObjectMap> flows = skel -> (BpfObjectMap) skel.maps().flows().map();
    List<Subject> subjects =
        List.of(
            new Subject("hash", flows, MapType.HASH, 8),
            new Subject("lru", flows, MapType.LRU_HASH, 4096), // which never evicts
            new Subject(
                "per-CPU array",
                skel -> (BpfObjectMap) skel.maps().calls().map(),
                MapType.PERCPU_ARRAY,
                8),
            new Subject(
                "per-CPU hash",
                skel -> (BpfObjectMap) skel.maps().callsByKey().map(),
                MapType.PERCPU_HASH,
                8),
            new Subject(
                "array", skel -> (BpfObjectMap) skel.maps().calls().map(), MapType.ARRAY, 8),
            new Subject(
                "trie", skel -> (BpfObjectMap) skel.maps().routes().map(), MapType.LPM_TRIE, 1024),
            new Subject("queue", skel -> (BpfObjectMap) skel.maps().toDo().map(), MapType.QUEUE, 4),
            new Subject(
                "stack", skel -> (BpfObjectMap) skel.maps().done().map(), MapType.STACK, 4));
    return subjects.stream().map(subject -> new Object[] {subject}).toArray(Object[][]::new);
  }

  @RequiresKernel(value = "5.14", feature = "lookup and delete in hash tables")
  @Test(dataProvider = "subjects")
  public void haveTheSameResults(Object subject) {
    compare((Subject) subject, FIXED_SEED);
    compare((Subject) subject, new Random().nextLong());
  }

  private static void compare(Subject subject, long seed) {
    try (MapValuesSkel kernel = load(subject, Side.KERNEL);
        MapValuesSkel memory = load(subject, Side.IN_MEMORY)) {
      Operations inKernel = new Operations(subject.map().apply(kernel), seed);
      Operations inMemory = new Operations(subject.map().apply(memory), seed);
      for (int i = 0; i < OPERATIONS; i++) {
        String expected = inKernel.next();
        assertThat(inMemory.next())
            .as("operation %d of %s, seed=%d", i, subject, seed)
            .isEqualTo(expected);
      }
    }
  }

  private static MapValuesSkel load(Subject subject, Side side) {
    MapValuesSkel skel = MapValuesSkel.open(side.options());
    subject.map().apply(skel).settings().type(subject.type()).maxEntries(subject.maxEntries());
    skel.progs().call().settings().autoload(false); // it is written for the type that was there
    skel.load();
    return skel;
  }

  /** A sequence of operations on one map, which the seed determines. */
  private static final class Operations {
    private final Random random;
    private final BpfMap map;
    private final MapCursor cursor;
    private final MapBatch batch;
    private final boolean isTrie;
    private final int mostFlags;
    private final int stride; // of per-CPU values

    Operations(BpfMap map, long seed) {
      this.random = new Random(seed);
      this.map = map;
      this.cursor = map.cursor();
      this.batch = map.batch(KEYS);
      this.isTrie = map.type().equals(MapType.LPM_TRIE);
      this.mostFlags = mostFlags(map.type(), isTrie);
      this.stride = Math.max(8, map.valueSize() + 7 & -8);
    }

    private static int mostFlags(MapType type, boolean isTrie) {
      if (isTrie) {
        return 0; // before Linux 6.13 it takes no notice of others
      }
      boolean perCpu = type.equals(MapType.PERCPU_ARRAY) || type.equals(MapType.PERCPU_HASH);
      return perCpu ? 2 : 3; // 7.3 takes BPF_NOEXIST and BPF_EXIST together, for per-CPU values
    }

    /** Does the next one, and gives what came of it. */
    String next() {
      int which = random.nextInt(100);
      long flags = random.nextInt(mostFlags + 1);
      setKey(cursor.key(), 0);
      random.nextBytes(bytes);
      cursor.value().put(0, bytes, 0, Math.min(bytes.length, cursor.value().capacity()));
      for (int i = 0; i < cursor.value().capacity(); i++) {
        if (i % stride >= map.valueSize()) {
          cursor.value().put(i, (byte) 0); // between per-CPU values: not all kernels keep it
        }
      }
      if (which < 30) {
        return did("update " + flags, () -> done(() -> cursor.update(flags)));
      } else if (which < 50) {
        return did("lookup", () -> cursor.lookup() ? hex(cursor.value()) : "none");
      } else if (which < 55) {
        return did("lookup " + flags, () -> cursor.lookup(flags) ? hex(cursor.value()) : "none");
      } else if (which < 75) {
        return did("delete", () -> String.valueOf(cursor.delete()));
      } else if (which < 85) {
        return did("take", () -> cursor.lookupAndDelete() ? hex(cursor.value()) : "none");
      } else if (which < 90) {
        return did("keys", this::keys);
      } else {
        return did("batch", () -> batch(flags));
      }
    }

    private final byte[] bytes = new byte[256];

    private void setKey(ByteBuffer keys, int offset) {
      int size = map.keySize();
      int chosen = random.nextInt(KEYS);
      for (int i = 0; i < size; i++) {
        keys.put(offset + i, (byte) (isTrie && i >= 4 ? chosen * 37 >> i - 4 : 0));
      }
      if (size > 0) {
        keys.put(offset, (byte) (isTrie ? random.nextInt(33) : chosen));
      }
    }

    private String batch(long flags) {
      int count = 1 + random.nextInt(KEYS);
      for (int i = 0; i < count; i++) {
        setKey(batch.keys(), batch.keyOffset(i));
      }
      random.nextBytes(bytes);
      for (int i = 0; i < count; i++) {
        int room = batch.valueOffset(0) + map.valueSize();
        batch.values().put(batch.valueOffset(i), bytes, i, Math.min(8, room));
      }
      if (random.nextBoolean()) {
        return "delete " + batch.delete(count);
      }
      batch.update(count, flags);
      return "update";
    }

    private String keys() {
      List<String> keys = new ArrayList<>();
      cursor.rewind();
      while (cursor.next()) {
        keys.add(hex(cursor.key()));
      }
      Collections.sort(keys);
      return keys.toString();
    }

    private static String did(String what, Supplier<String> action) {
      try {
        return what + ": " + action.get();
      } catch (BpfException e) {
        return what + ": " + e.getClass() + " " + e.errno() + " " + e.getMessage();
      }
    }

    private static String done(Runnable action) {
      action.run();
      return "done";
    }

    private static String hex(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.capacity()];
      buffer.get(0, bytes);
      return HexFormat.of().formatHex(bytes);
    }
  }
}
