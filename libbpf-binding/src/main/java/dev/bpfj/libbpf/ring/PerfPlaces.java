package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.map.BpfMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The places of maps, one a processor, that perf buffers of this process have put their events in.
 * The kernel lets a second event take the place of a first one, which gets no records any more, and
 * does not tell whether there is one.
 */
final class PerfPlaces {
  private static final Set<Place> TAKEN = ConcurrentHashMap.newKeySet();

  private final BpfMap map;
  private final int mapId;
  private final List<Place> taken = new ArrayList<>();

  PerfPlaces(BpfMap map) {
    this.map = map;
    this.mapId = map.info().id();
  }

  /** A map's id is its own as long as anyone holds the map. */
  private record Place(int mapId, int cpu) {}

  /**
   * Takes a processor's place.
   *
   * @throws IllegalStateException if it is taken
   */
  void take(int cpu) {
    Place place = new Place(mapId, cpu);
    if (!TAKEN.add(place)) {
      throw new IllegalStateException(
          map
              + ": a perf buffer that is open reads its records already, and would get none any"
              + " more; close it first, or read other processors: cpu="
              + cpu);
    }
    taken.add(place);
  }

  /** Gives all places back. */
  void give() {
    taken.forEach(TAKEN::remove);
    taken.clear();
  }
}
