package dev.bpfj.object;

import java.util.Optional;

/**
 * A map defined in an object's {@code .maps} section. Attributes that the definition omits are 0.
 * The numbers are those of the definition: libbpf rounds the size of a ring buffer up to whole
 * pages when it creates the map.
 *
 * @param name its name in C
 * @param type what kind of map it is
 * @param keySize the size of a key in bytes
 * @param valueSize the size of a value in bytes; 4 where values are maps or programs
 * @param keyType the BTF id of a key's type, 0 if the definition gives none
 * @param valueType the BTF id of a value's type, 0 if the definition gives none
 * @param maxEntries how many entries it can hold
 * @param flags {@code BPF_F_*} flags, 32 bits
 * @param numaNode the NUMA node of its memory
 * @param mapExtra {@code map_extra}, whose meaning depends on the type, 64 bits
 * @param pinning whether libbpf pins it
 * @param inner the definition of its inner maps, if it is a map of maps and has one
 * @param programType the BTF id of its programs' prototype, for program arrays that declare one,
 *     else 0
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

  /** How libbpf shares a map through the BPF file system. */
  public enum Pinning {
    /** {@code LIBBPF_PIN_NONE}: not shared. */
    NONE,
    /**
     * {@code LIBBPF_PIN_BY_NAME}: the map pinned under this name is reused, or a new one is pinned.
     */
    BY_NAME
  }
}
