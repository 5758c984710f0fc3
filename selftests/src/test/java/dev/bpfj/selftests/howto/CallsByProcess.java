package dev.bpfj.selftests.howto;

import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.HowtoCountSkel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How-tos: counting by process, and sharing the counts. */
final class CallsByProcess {
  private CallsByProcess() {}

  static Map<Long, Long> count(Duration time) throws InterruptedException {
    try (HowtoCountSkel skel = HowtoCountSkel.openAndLoad()) {
      skel.attach();
      Thread.sleep(time.toMillis());
      return skel.maps().calls().toMap();
    }
  }

  /** Counts, for every process that may open the pin. */
  static void publish(HowtoCountSkel skel, Path pin) {
    skel.maps().calls().settings().pinPath(pin);
    skel.load();
    skel.attach();
  }

  /** What a process has called so far; another program than the one that counts may ask. */
  static long callsOf(long process, Path pin) {
    try (MapHandle map = MapHandle.ofPinned(pin)) {
      return TypedMap.of(map, MapCodecs.u32(), MapCodecs.u64()).lookup(process).orElse(0L);
    }
  }
}
