package dev.bpfj.object;

import java.util.Optional;

/**
 * A map defined in an object's {@code .maps} section. What the definition leaves out is 0. Numbers
 * are those of the definition: libbpf rounds the size of ring buffers up to the machine's pages.
 *
 * @param name its name in C
 * @param type what kind of map it is
 * @param keySize the size of a key in bytes
 * @param valueSize the size of a value in bytes; 4 where values are maps or programs
 * @param keyType the BTF id of a key's type, 0 if the definition gives none
 * @param valueType the BTF id of a value's type, 0 if the definition gives none
 * @param maxEntries how many entries it can hold
 * @param flags {@code BPF_F_*} flags, 32 bits
 * @param numaNode the node that its memory is taken from
 * @param mapExtra what {@code map_extra} means for its type, 64 bits
 * @param pinning whether libbpf pins it
 * @param inner the definition of the maps that are its values, if it has such and says so
 * @param programType the BTF id of its programs' prototype, for program arrays that say so, else 0
 */
public record ObjectMap(
    String name,
    BpfMapType type,
    long keySize,
    long valueSize,
    int keyType,
    int valueType,
    long maxEntries,
    long flags,
    long numaNode,
    long mapExtra,
    Pinning pinning,
    Optional<ObjectMap> inner,
    int programType) {

  /** What libbpf does to share a map through the BPF file system. */
  public enum Pinning {
    /** {@code LIBBPF_PIN_NONE}: nothing. */
    NONE,
    /** {@code LIBBPF_PIN_BY_NAME}: the map of this name in the pin directory is used, or made. */
    BY_NAME
  }
}
