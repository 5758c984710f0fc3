package dev.bpfj.libbpf.internal.struct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.internal.struct.COffsets.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testng.annotations.Test;

/** The offsets of batch calls are those of the installed header. */
public final class BatchAttrTest {

  @Test
  public void membersLieWhereCHasThem() {
    Map<String, Integer> offsets = new LinkedHashMap<>();
    offsets.put("in_batch", BatchAttr.IN_BATCH);
    offsets.put("out_batch", BatchAttr.OUT_BATCH);
    offsets.put("keys", BatchAttr.KEYS);
    offsets.put("values", BatchAttr.VALUES);
    offsets.put("count", BatchAttr.COUNT);
    offsets.put("map_fd", BatchAttr.MAP_FD);
    offsets.put("elem_flags", BatchAttr.ELEM_FLAGS);
    offsets.put("flags", BatchAttr.FLAGS);
    Map<String, Place> places =
        COffsets.of(
            "#include <linux/bpf.h>",
            "union bpf_attr",
            offsets.keySet().stream().map(name -> "batch." + name).toList());
    offsets.forEach(
        (name, offset) ->
            assertThat(places.get("batch." + name).offset()).as(name).isEqualTo(offset));
    Place last = places.get("batch.flags");
    assertThat(last.offset() + last.size()).isEqualTo(BatchAttr.SIZE);
  }
}
