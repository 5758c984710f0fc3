package dev.bpfj.libbpf.internal.struct;

/**
 * The commands of {@code bpf(2)} on many entries, and where the members of {@code union bpf_attr}'s
 * {@code batch} lie. A memory of its own holds it for many calls, so that this is no writer.
 */
public final class BatchAttr {
  /** {@code BPF_MAP_LOOKUP_BATCH}. */
  public static final int LOOKUP = 24;

  /** {@code BPF_MAP_LOOKUP_AND_DELETE_BATCH}. */
  public static final int LOOKUP_AND_DELETE = 25;

  /** {@code BPF_MAP_UPDATE_BATCH}. */
  public static final int UPDATE = 26;

  /** {@code BPF_MAP_DELETE_BATCH}. */
  public static final int DELETE = 27;

  /** The address of the place to go on from, or 0. */
  public static final int IN_BATCH = 0;

  /** The address of where the kernel puts the place to go on from. */
  public static final int OUT_BATCH = 8;

  /** The address of the keys. */
  public static final int KEYS = 16;

  /** The address of the values. */
  public static final int VALUES = 24;

  /** How many entries; the kernel puts there how many it has read or changed. */
  public static final int COUNT = 32;

  /** The map's descriptor. */
  public static final int MAP_FD = 36;

  /** The flags of each entry. */
  public static final int ELEM_FLAGS = 40;

  /** The flags of the call. */
  public static final int FLAGS = 48;

  /** In bytes. */
  public static final int SIZE = 56;

  private BatchAttr() {}
}
