package dev.bpfj.libbpf;

import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Warns where pinned links or programs outlive their object, but lose their tail calls: the kernel
 * empties a program array that nobody has open or pinned.
 *
 * <p>Thread-safe.
 */
final class EmptiedArrays {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  // A link is pinned and unpinned with its own lock alone.
  private final Set<Path> pins = new ConcurrentSkipListSet<>();

  /** A link or program of the object was pinned. */
  void pinned(Path path) {
    pins.add(path);
  }

  /** It was unpinned. */
  void unpinned(Path path) {
    pins.remove(path);
  }

  /** The object with these maps is about to be closed. */
  void warn(String subject, Collection<BpfObjectMap> maps) {
    List<String> emptied =
        pins.isEmpty()
            ? List.of()
            : maps.stream()
                .filter(map -> map.type().equals(MapType.PROG_ARRAY) && !map.isPinned())
                .map(BpfObjectMap::toString)
                .toList();
    if (!emptied.isEmpty()) {
      LOGGER.log(
          Level.WARNING,
          "{0}: is closed, and what was pinned stays: {1}; unless another process has {2} open, the"
              + " kernel empties it, so that tail calls by it fail; pin it too",
          subject,
          pins,
          String.join(", ", emptied));
    }
  }
}
