package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;

/**
 * A map with the operations that suit its type, and with types for its keys and values: {@link
 * TypedMap}, {@link ArrayMap}, {@link QueueMap} and so on. It holds a {@link BpfMap}, which has
 * what all maps have.
 *
 * <p>Thread-safe.
 */
public interface MapKind {

  /**
   * The map that this is about.
   *
   * @return the map without types
   */
  BpfMap map();

  /**
   * The map's name.
   *
   * @return as {@link BpfMap#name}
   */
  default String name() {
    return map().name();
  }

  /**
   * Asks the kernel about the map.
   *
   * @return as {@link BpfMap#info}
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load
   */
  default MapInfo info() {
    return map().info();
  }

  /**
   * What can be set before load, of a map of an object.
   *
   * @return as {@link BpfObjectMap#settings}
   * @throws IllegalStateException if this is about a {@link MapHandle}, which has no settings
   */
  default MapSettings settings() {
    return map().requireSettings();
  }
}
