package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.ctype.CInteger;
import dev.bpfj.libbpf.internal.raw.BpfSixArguments;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a map is made of, if no object has it: {@code bpf_map_create} and its {@code struct
 * bpf_map_create_opts}.
 *
 * <p>Immutable; each method returns a changed copy.
 */
public final class MapSpec {
  // As libbpf 1.0 has the structure.
  private static final int NONE = -1;
  private static final int OPTIONS_SIZE = 48;

  private final MapType type;
  private final int keySize;
  private final int valueSize;
  private final int maxEntries;
  private String name = "";
  private int mapFlags;
  private long mapExtra;
  private int numaNode;
  private int ifindex;
  private int btfFd;
  private int btfKeyTypeId;
  private int btfValueTypeId;
  private @Nullable Descriptor innerMap;

  private MapSpec(MapType type, int keySize, int valueSize, int maxEntries) {
    this.type = type;
    this.keySize = keySize;
    this.valueSize = valueSize;
    this.maxEntries = maxEntries;
  }

  private MapSpec(MapSpec other) {
    this(other.type, other.keySize, other.valueSize, other.maxEntries);
    name = other.name;
    mapFlags = other.mapFlags;
    mapExtra = other.mapExtra;
    numaNode = other.numaNode;
    ifindex = other.ifindex;
    btfFd = other.btfFd;
    btfKeyTypeId = other.btfKeyTypeId;
    btfValueTypeId = other.btfValueTypeId;
    innerMap = other.innerMap;
  }

  /**
   * A map without a name and flags.
   *
   * @param type its type
   * @param keySize bytes
   * @param valueSize bytes
   * @param maxEntries how many entries, up to 2^32-1
   * @return the spec
   * @throws IllegalArgumentException if a size is negative, or there are more entries
   */
  public static MapSpec of(MapType type, int keySize, int valueSize, long maxEntries) {
    Arguments.notNegative("map: keySize", keySize);
    Arguments.notNegative("map: valueSize", valueSize);
    Arguments.inRange("map: maxEntries", maxEntries, 0, CInteger.MAX_U32);
    return new MapSpec(type, keySize, valueSize, (int) maxEntries);
  }

  /**
   * Names the map.
   *
   * @param newName letters, digits, dots and underscores, of which the kernel keeps 15
   * @return a changed spec
   */
  public MapSpec name(String newName) {
    MapSpec copy = new MapSpec(this);
    copy.name = newName;
    return copy;
  }

  /**
   * Sets the flags.
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}
   * @return a changed spec
   */
  public MapSpec mapFlags(int flags) {
    MapSpec copy = new MapSpec(this);
    copy.mapFlags = flags;
    return copy;
  }

  /**
   * Sets what depends on the type, such as the number of hash functions of a Bloom filter.
   *
   * @param extra 64 bits
   * @return a changed spec
   */
  public MapSpec mapExtra(long extra) {
    MapSpec copy = new MapSpec(this);
    copy.mapExtra = extra;
    return copy;
  }

  /**
   * Sets the NUMA node that the memory is to be on.
   *
   * @param node the node, which counts only with {@code BPF_F_NUMA_NODE} among the flags
   * @return a changed spec
   */
  public MapSpec numaNode(int node) {
    MapSpec copy = new MapSpec(this);
    copy.numaNode = node;
    return copy;
  }

  /**
   * Sets the network device that the map is offloaded to.
   *
   * @param index its index
   * @return a changed spec
   */
  public MapSpec ifindex(int index) {
    MapSpec copy = new MapSpec(this);
    copy.ifindex = Arguments.notNegative("map: ifindex", index);
    return copy;
  }

  /**
   * Sets the types of keys and values.
   *
   * @param fd the descriptor of BTF that is in the kernel
   * @param keyTypeId the key's type there
   * @param valueTypeId the value's type there
   * @return a changed spec
   */
  public MapSpec btf(int fd, int keyTypeId, int valueTypeId) {
    MapSpec copy = new MapSpec(this);
    copy.btfFd = fd;
    copy.btfKeyTypeId = keyTypeId;
    copy.btfValueTypeId = valueTypeId;
    return copy;
  }

  /**
   * Sets the kind of map that a map of maps is to have in it.
   *
   * @param pattern a map that is there when this one is made
   * @return a changed spec
   */
  public MapSpec innerMap(Descriptor pattern) {
    MapSpec copy = new MapSpec(this);
    copy.innerMap = pattern;
    return copy;
  }

  /**
   * Makes the map ({@code bpf_map_create}); see {@link MapHandle#create}.
   *
   * @return its file descriptor, which is the caller's to close
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException if the inner map's descriptor does not do what it should
   */
  int create() {
    return innerMap == null ? create(0) : create(innerMap);
  }

  /**
   * What a descriptor of somebody else's gives back need not be what was made with it, and whoever
   * has the number closes it.
   */
  private int create(Descriptor pattern) {
    AtomicInteger made = new AtomicInteger(NONE);
    try {
      pattern.use(fd -> made.updateAndGet(before -> before == NONE ? create(fd) : before));
    } catch (RuntimeException | Error e) {
      if (made.get() != NONE) {
        Native.libc().close(made.get());
      }
      throw e;
    }
    if (made.get() == NONE) {
      throw new IllegalStateException(
          "map \"" + name + "\": the inner map's descriptor was not given to the action");
    }
    return made.get();
  }

  private int create(int innerMapFd) {
    try (CallMemory callMemory = new CallMemory()) {
      long text = callMemory.string(name);
      long options = options(callMemory, innerMapFd);
      BpfSixArguments bpf = Native.bpfSixArguments();
      return LibbpfCall.number(
          "bpf_map_create",
          "map \"" + name + "\"",
          MapAdvice.onCreate(type, Integer.toUnsignedLong(maxEntries)),
          () ->
              BlockedSignals.number(
                  Native.KERNEL,
                  () ->
                      bpf.bpf_map_create(
                          type.number(), text, keySize, valueSize, maxEntries, options)));
    }
  }

  private long options(CallMemory callMemory, int innerMapFd) {
    NativeMemory memory = NativeMemory.get();
    long options = callMemory.allocate(OPTIONS_SIZE);
    memory.putLong(options, OPTIONS_SIZE);
    memory.putInt(options + 8, btfFd);
    memory.putInt(options + 12, btfKeyTypeId);
    memory.putInt(options + 16, btfValueTypeId);
    memory.putInt(options + 24, innerMapFd);
    memory.putInt(options + 28, mapFlags);
    memory.putLong(options + 32, mapExtra);
    memory.putInt(options + 40, numaNode);
    memory.putInt(options + 44, ifindex);
    return options;
  }

  @Override
  public String toString() {
    return "map \"" + name + "\" (" + type + ")";
  }
}
