package dev.bpfj.libbpf;

import dev.bpfj.libbpf.map.KernelMap;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a map comes from, and so what can be asked of it and done to it: {@link ObjectMap one of an
 * object}, {@link PatternMap one that others are made after}, or {@link HandleMap one that is by
 * itself}.
 */
sealed interface MapOrigin permits ObjectMap, LimitedMap {

  /** The map's name. */
  String name();

  /** A property, from libbpf's {@code struct bpf_map} or from what the kernel says. */
  <T> T get(LongFunction<T> ofStruct, Function<MapInfo, T> ofKernel);

  /** Changes a property of libbpf's {@code struct bpf_map} before load. */
  void set(String operation, LongToIntFunction setter);

  /** Changes the type before load. */
  void setType(MapType type);

  /** Changes how many entries there can be before load, a number up to 2^32-1. */
  void setMaxEntries(long maxEntries);

  /** Changes what depends on the type before load. */
  void setMapExtra(long mapExtra);

  /** Takes a map that is there already in place of one that load would make. */
  void reuse(int fd);

  /** Changes the size of a value before load; a data section's memory moves with it. */
  void setValueSize(int size);

  /** The pattern of the maps in a map of maps. */
  Optional<BpfMap> innerMap();

  /** Sets the pattern of the maps in a map of maps. */
  void setInnerMap(BpfMap pattern);

  /** Whether a skeleton's attach attaches the map. */
  boolean autoattach();

  void setAutoattach(boolean autoattach);

  /** Registers the functions of a struct_ops map. */
  BpfLink attachStructOps();

  /** Whether it is pinned, as far as it is known here. */
  boolean isPinned();

  /** Puts the struct_ops map in the place of another one that a link holds. */
  void replaceIn(BpfLink link);

  /** Pins the map, where it is to be if no path is given. */
  void pin(@Nullable String path);

  /** Takes the pin away. */
  void unpin(@Nullable String path);

  /** The map for system calls, once loaded. */
  KernelMap kernelMap();

  /** Does something with the descriptor, which stays open meanwhile. */
  <T> T withFd(IntFunction<T> action);

  /** Makes something of the descriptor that is to be closed before the map. */
  <T extends AutoCloseable> T own(IntFunction<T> maker);

  /** Takes back {@link #own}. */
  void disown(AutoCloseable thing);
}
