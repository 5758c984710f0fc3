package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import java.util.function.IntFunction;

/** Buffers belong to their map, which closes them before itself. */
final class MapOwnership {
  private static final MapAccess<BpfMap, BpfObjectMap> MAPS =
      MapAccess.of(BpfMap.class, BpfObjectMap.class);

  private MapOwnership() {}

  /** What the calls of a map's buffers go to. */
  static Kernel kernel(BpfMap map) {
    return MAPS.kernel(map);
  }

  /** Makes a buffer from the map's descriptor, which stays the map's. */
  static <T extends AutoCloseable> T own(BpfMap map, IntFunction<T> maker) {
    return MAPS.own(map, maker);
  }

  /** Takes back {@link #own}, for a buffer that is closed before its map. */
  static void disown(BpfMap map, AutoCloseable buffer) {
    MAPS.disown(map, buffer);
  }
}
