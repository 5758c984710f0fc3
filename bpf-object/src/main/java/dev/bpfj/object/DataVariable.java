package dev.bpfj.object;

/**
 * A global variable that other objects can see.
 *
 * @param name its name in C
 * @param type the BTF id of its type; void, or an array of it, if BTF cannot describe it
 * @param offset its place in the section, in bytes
 * @param size its size in bytes
 * @param linkage its linkage
 */
public record DataVariable(String name, int type, long offset, long size, Linkage linkage) {

  /** The linkage of a variable. */
  public enum Linkage {
    /** Defined here. */
    GLOBAL,
    /** Defined here, and may be defined elsewhere too. */
    WEAK,
    /** An extern that must be found ({@code .kconfig} only). */
    EXTERN,
    /** An extern that is zero if it is not found ({@code .kconfig} only). */
    WEAK_EXTERN
  }
}
