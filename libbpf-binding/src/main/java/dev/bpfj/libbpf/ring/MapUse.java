package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.map.BpfMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The maps that open buffers of this process use: a ring buffer as a whole, a perf event array for
 * one processor each. The kernel accepts a second buffer without an error, but a second perf event
 * replaces the first one, two readers of a ring share its records, and two writers overwrite each
 * other's.
 *
 * <p>Thread-safe.
 */
final class MapUse {
  /** All of the map. */
  static final int WHOLE = -1;

  private static final Set<Part> USED = ConcurrentHashMap.newKeySet();

  private final BpfMap map;
  private final int mapId;
  private final Set<Part> used = ConcurrentHashMap.newKeySet();

  MapUse(BpfMap map) {
    this.map = map;
    this.mapId = map.info().id();
  }

  /** A map's id is its own as long as anyone holds the map. */
  private record Part(int mapId, int cpu) {}

  /**
   * Begins to use a part.
   *
   * @param cpu the processor, or {@link #WHOLE}
   * @param refusal why a second use would not do
   * @throws IllegalStateException if it is used
   */
  void begin(int cpu, String refusal) {
    Part part = new Part(mapId, cpu);
    if (!USED.add(part)) {
      throw new IllegalStateException(map + ": " + refusal + (cpu == WHOLE ? "" : ": cpu=" + cpu));
    }
    used.add(part);
  }

  /** Ends all use. May be called again. */
  void end() {
    used.forEach(USED::remove);
    used.clear();
  }
}
