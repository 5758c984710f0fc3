package dev.bpfj.libbpf.map;

/**
 * The type, sizes and flags that the inner maps of a map of maps are to have.
 *
 * <p>Immutable, thread-safe.
 *
 * @param name the name of the definition in C, such as {@code outer.inner}
 * @param type the type
 * @param keySize the size of a key in bytes
 * @param valueSize the size of a value in bytes
 * @param maxEntries how many entries there can be, up to 2^32-1
 * @param mapFlags {@code BPF_F_*} of {@code linux/bpf.h}
 */
public record MapShape(
    String name, MapType type, int keySize, int valueSize, long maxEntries, int mapFlags) {

  /**
   * What a map of this shape is created from.
   *
   * @return the spec, without a name
   */
  public MapSpec toSpec() {
    return MapSpec.of(type, keySize, valueSize, maxEntries).mapFlags(mapFlags);
  }
}
