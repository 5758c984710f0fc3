package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.test.memory.KernelMap.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes maps, with what the kernel requires of each type ({@code map_alloc_check}). */
final class MapTypes {
  private static final Set<MapType> HASHES =
      Set.of(
          MapType.HASH,
          MapType.LRU_HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.HASH_OF_MAPS);
  private static final Set<MapType> ARRAYS =
      Set.of(
          MapType.ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.ARRAY_OF_MAPS,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY);
  private static final Set<MapType> OF_DESCRIPTORS =
      Set.of(
          MapType.ARRAY_OF_MAPS,
          MapType.HASH_OF_MAPS,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY);
  private static final Set<MapType> RINGS = Set.of(MapType.RINGBUF, MapType.USER_RINGBUF);
  private static final int PREFIX = Integer.BYTES;
  private static final int MOST_PREFIX_BYTES = 256;

  private final IntFunction<LibbpfProgram> programs;
  private final IntFunction<KernelMap> maps;
  private final IntFunction<PerfEvent> events;

  /**
   * Makes maps whose entries may be other things.
   *
   * @param programs finds programs by descriptor
   * @param maps finds maps by descriptor
   * @param events finds perf events by descriptor
   */
  MapTypes(
      IntFunction<LibbpfProgram> programs,
      IntFunction<KernelMap> maps,
      IntFunction<PerfEvent> events) {
    this.programs = programs;
    this.maps = maps;
    this.events = events;
  }

  /** The bytes that calls read and write for a value. */
  static int valueBytes(MapShape shape) {
    return new MapType(shape.type()).isPerCpu()
        ? PossibleCpus.stride(shape.valueSize()) * PossibleCpus.count()
        : shape.valueSize();
  }

  /**
   * Makes a map.
   *
   * @param name its name
   * @param shape what it is to be
   * @param inner what the maps in it are to be
   * @throws CallFailure if the kernel would refuse it
   */
  KernelMap make(String name, MapShape shape, @Nullable MapShape inner) {
    requireSizes(shape);
    return new KernelMap(name, shape, content(name, shape, inner));
  }

  private MapContent content(String name, MapShape shape, @Nullable MapShape inner) {
    MapType type = new MapType(shape.type());
    long entries = shape.maxEntries();
    if (type.equals(MapType.ARRAY) || type.equals(MapType.PERCPU_ARRAY)) {
      boolean mmapable = (shape.flags() & MapFlags.MMAPABLE) != 0;
      return new ArrayContent(entries, valueBytes(shape), mmapable);
    } else if (type.equals(MapType.LPM_TRIE)) {
      return new LpmContent(entries);
    } else if (type.equals(MapType.QUEUE) || type.equals(MapType.STACK)) {
      return new QueueContent(entries, type.equals(MapType.STACK));
    } else if (type.equals(MapType.PROG_ARRAY)) {
      List<Integer> types = new ArrayList<>(); // of the first program alone
      return new DescriptorContent(entries, true, fd -> requireLike(programs.apply(fd), types));
    } else if (type.equals(MapType.ARRAY_OF_MAPS) || type.equals(MapType.HASH_OF_MAPS)) {
      boolean isArray = type.equals(MapType.ARRAY_OF_MAPS);
      return new DescriptorContent(entries, isArray, fd -> requireLike(maps.apply(fd), inner));
    } else if (type.equals(MapType.PERF_EVENT_ARRAY)) {
      return new PerfArrayContent(entries, events);
    } else if (RINGS.contains(type)) {
      return new RingContent((int) entries, type.equals(MapType.USER_RINGBUF));
    } else if (HASHES.contains(type)) {
      boolean evicts = type.equals(MapType.LRU_HASH) || type.equals(MapType.LRU_PERCPU_HASH);
      return new HashContent(entries, evicts);
    }
    return new AbsentContent(name, type);
  }

  private static void requireSizes(MapShape shape) {
    MapType type = new MapType(shape.type());
    boolean ring = RINGS.contains(type);
    boolean queue = type.equals(MapType.QUEUE) || type.equals(MapType.STACK);
    if (ARRAYS.contains(type)) {
      require(shape.keySize() == Integer.BYTES && shape.maxEntries() > 0);
      require(shape.valueSize() > 0);
    } else if (ring) {
      int page = NativeMemory.get().pageSize();
      boolean isPower = Long.bitCount(shape.maxEntries()) == 1;
      require(isPower && shape.maxEntries() % page == 0);
      require(shape.keySize() == 0 && shape.valueSize() == 0);
    } else if (queue) {
      require(shape.keySize() == 0 && shape.maxEntries() > 0 && shape.valueSize() > 0);
    } else if (type.equals(MapType.LPM_TRIE)) {
      require((shape.flags() & MapFlags.NO_PREALLOC) != 0 && shape.maxEntries() > 0);
      require(shape.keySize() > PREFIX && shape.keySize() <= PREFIX + MOST_PREFIX_BYTES);
    } else if (HASHES.contains(type)) {
      require(shape.keySize() > 0 && shape.maxEntries() > 0 && shape.valueSize() > 0);
    }
    if (OF_DESCRIPTORS.contains(type)) {
      require(shape.valueSize() == Integer.BYTES);
    }
    if (type.equals(MapType.ARRAY)
        && Math.multiplyHigh(shape.maxEntries(), shape.valueSize()) != 0) {
      throw new CallFailure(E2BIG);
    }
  }

  private static void require(boolean sound) {
    if (!sound) {
      throw new CallFailure(EINVAL);
    }
  }

  /** As bpf_prog_map_compatible of the kernel, which goes by the map's first user. */
  private static LibbpfProgram requireLike(LibbpfProgram program, List<Integer> types) {
    if (types.isEmpty()) {
      types.add(program.type);
    }
    require(types.contains(program.type));
    return program;
  }

  /** As bpf_map_meta_equal and array_map_meta_equal of the kernel. */
  private static KernelMap requireLike(KernelMap map, @Nullable MapShape inner) {
    MapShape shape = map.shape;
    boolean isFixedArray =
        new MapType(shape.type()).equals(MapType.ARRAY)
            && (shape.flags() & MapFlags.INNER_MAP) == 0;
    require(
        inner != null
            && shape.type() == inner.type()
            && shape.keySize() == inner.keySize()
            && shape.valueSize() == inner.valueSize()
            && shape.flags() == inner.flags()
            && (!isFixedArray || shape.maxEntries() == inner.maxEntries()));
    return map;
  }
}
