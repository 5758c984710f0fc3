package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.selftests.harness.ChildJvm;
import org.testng.annotations.Test;

/** What becomes of a batch that finds no memory to grow. */
@Test(groups = "host")
public final class BatchMemoryTest {
  private static final int VALUE = 128 << 10;
  // In as many buckets there is one that has several.
  private static final int ENTRIES = 64;

  public void aBatchThatCannotGrowStaysAsItWas() throws Exception {
    // Room for some values, but not for as many as the fullest bucket may have twice over.
    assertThat(ChildJvm.run(Reading.class, "-XX:MaxDirectMemorySize=700k"))
        .isEqualTo("OutOfMemoryError, its memory is for as many as it says: true");
  }

  /** Reads a map whose buckets have more than one entry with a batch of one. */
  public static final class Reading {
    private Reading() {}

    /** Writes how far it came. */
    public static void main(String... arguments) {
      try (MapHandle map = Maps.create(MapType.HASH, 4, VALUE, ENTRIES)) {
        TypedMap<Integer, byte[]> typed = TypedMap.of(map, MapCodecs.s32(), MapCodecs.bytes(VALUE));
        for (int i = 0; i < ENTRIES; i++) {
          typed.update(i, new byte[VALUE]);
        }
        MapBatch batch = map.batch(1);
        String outcome = "grew to " + ENTRIES;
        try {
          while (batch.capacity() < ENTRIES && batch.lookup() > 0) {
            outcome = "grew to " + batch.capacity();
          }
        } catch (OutOfMemoryError e) {
          outcome = "OutOfMemoryError";
        }
        boolean fits =
            batch.keys().capacity() == batch.capacity() * Integer.BYTES
                && batch.values().capacity() == batch.capacity() * VALUE;
        System.out.print(outcome + ", its memory is for as many as it says: " + fits);
      }
    }
  }
}
