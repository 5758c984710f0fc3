package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.PinnedMapMismatchException;
import dev.bpfj.libbpf.error.PinnedMapMismatchException.Difference;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import dev.bpfj.libbpf.internal.ctype.CInteger;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A map that load finds pinned. libbpf requires it to have exactly the parameters of the object's
 * definition, and does not say which one differs. But the kernel changes some parameters when it
 * creates a map, so that a map which libbpf has pinned itself would be refused the next time.
 */
final class PinnedMap {
  private static final MapType INSN_ARRAY = new MapType(34);

  // BPF programs cannot write to these: dev_map_init_map and insn_array_alloc of the kernel.
  private static final Set<MapType> READ_ONLY_FOR_PROGRAMS =
      Set.of(MapType.DEVMAP, MapType.DEVMAP_HASH, INSN_ARRAY);

  // These belong to a descriptor and not to the map: bpf_map_flags_retain_permanent of the kernel.
  private static final int NOT_OF_MAP = MapFlags.RDONLY | MapFlags.WRONLY;

  private final Kernel kernel;
  private final String subject;
  private final long map;
  private final MapInfo pinned;

  private PinnedMap(Kernel kernel, String subject, long map, MapInfo pinned) {
    this.kernel = kernel;
    this.subject = subject;
    this.map = map;
    this.pinned = pinned;
  }

  private LibBpf libbpf() {
    return kernel.libbpf();
  }

  /**
   * Looks at what is pinned where a map is to be pinned, if there is anything, and has libbpf
   * expect it as the kernel has made it.
   *
   * @param subject the map, for messages
   * @param map libbpf's structure, to be used under the object's lock
   * @throws PinnedMapMismatchException if what is pinned there is another map
   * @throws IllegalArgumentException if it is no map
   */
  static void prepare(Kernel kernel, String subject, long map) {
    if (kernel.isInMemory()) {
      return; // it has no BPF file system, and makes the map anew
    }
    LibBpf libbpf = kernel.libbpf();
    String path = CStrings.textOrNull(libbpf.bpf_map__pin_path(map));
    if (path == null || libbpf.bpf_map__autocreate(map) == 0) {
      return;
    }
    int fd = open(path);
    if (fd < 0) {
      return; // libbpf says why, or pins the map there
    }
    try {
      MapDescriptor.require(subject + ": pinned at " + path, fd);
      new PinnedMap(kernel, subject, map, MapInfo.of(kernel, subject, fd)).prepare(path);
    } finally {
      Native.libc().close(fd);
    }
  }

  private static int open(String path) {
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(path);
      return LibbpfCall.probe("bpf_obj_get", path, () -> Native.bpf().bpf_obj_get(text));
    }
  }

  private void prepare(String path) {
    List<Difference> differences = differences();
    if (!differences.isEmpty()) {
      throw new PinnedMapMismatchException(subject, path, differences);
    }
    int flags = flags();
    if (libbpf().bpf_map__map_flags(map) != flags) {
      LibbpfCall.number(
          "bpf_map__set_map_flags", subject, () -> libbpf().bpf_map__set_map_flags(map, flags));
    }
    int entries = (int) pinned.maxEntries();
    if (libbpf().bpf_map__max_entries(map) != entries) {
      LibbpfCall.number(
          "bpf_map__set_max_entries",
          subject,
          () -> libbpf().bpf_map__set_max_entries(map, entries));
    }
  }

  /** The flags that libbpf takes for the same: from 1.7 on it knows what devmaps have. */
  private int flags() {
    boolean known = LibbpfVersion.isAtLeast(1, 7) && !pinned.type().equals(INSN_ARRAY);
    return known && READ_ONLY_FOR_PROGRAMS.contains(pinned.type())
        ? pinned.mapFlags() & ~MapFlags.RDONLY_PROG
        : pinned.mapFlags();
  }

  private List<Difference> differences() {
    List<Difference> all = new ArrayList<>();
    MapType type = new MapType(libbpf().bpf_map__type(map));
    compare(all, "type", pinned.type(), type);
    compare(all, "keySize", pinned.keySize(), libbpf().bpf_map__key_size(map));
    compare(all, "valueSize", pinned.valueSize(), libbpf().bpf_map__value_size(map));
    int flags = libbpf().bpf_map__map_flags(map);
    long entries = Integer.toUnsignedLong(libbpf().bpf_map__max_entries(map));
    compare(all, "maxEntries", pinned.maxEntries(), madeEntries(type, flags, entries));
    int ignored = READ_ONLY_FOR_PROGRAMS.contains(type) ? MapFlags.RDONLY_PROG : 0;
    if (((pinned.mapFlags() ^ (flags & ~NOT_OF_MAP)) & ~ignored) != 0) {
      compare(all, "mapFlags", hex(pinned.mapFlags()), hex(flags));
    }
    compare(all, "mapExtra", pinned.mapExtra(), libbpf().bpf_map__map_extra(map));
    return all;
  }

  /** How many entries a map has that was asked to have some. */
  private long madeEntries(MapType type, int flags, long entries) {
    if (type.equals(MapType.PERF_EVENT_ARRAY) && entries == 0) {
      return pinned.maxEntries(); // libbpf's choice at load
    } else if ((flags & MapFlags.NO_COMMON_LRU) == 0) {
      return entries;
    }
    // The same number for each CPU: htab_map_alloc of the kernel.
    int cpus = PossibleCpus.count();
    long up = (entries + cpus - 1) / cpus * cpus;
    return up > CInteger.MAX_U32 ? up - cpus : up;
  }

  private static void compare(
      List<Difference> all, String parameter, Object pinned, Object expected) {
    if (!pinned.equals(expected)) {
      all.add(new Difference(parameter, pinned.toString(), expected.toString()));
    }
  }

  private static String hex(int flags) {
    return "0x" + Integer.toHexString(flags);
  }
}
