package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.struct.OrderOpts;

/**
 * A program's place among those that are attached to the same thing, for {@link Tcx}, {@link
 * Netkit} and {@link Cgroup}.
 *
 * <p>Immutable, thread-safe.
 *
 * @param place on which side of the neighbour; without one, of all others
 * @param neighbour what kind of thing the id is of
 * @param id the neighbour's id, or 0
 * @param expectedRevision what the kernel's count of changes must be, or 0 for any: attaching fails
 *     with -ESTALE if others were attached or detached meanwhile
 */
public record Order(Place place, Neighbour neighbour, int id, long expectedRevision) {
  // linux/bpf.h
  private static final int F_BEFORE = 1 << 3;
  private static final int F_AFTER = 1 << 4;
  private static final int F_ID = 1 << 5;
  private static final int F_LINK = 1 << 13;

  /** Which side of a neighbour. */
  public enum Place {
    /** Where the kernel puts it, which is after all others. */
    DEFAULT,
    /** Directly before the neighbour. */
    BEFORE,
    /** Directly after the neighbour. */
    AFTER
  }

  /** The kind of thing that an id is of. */
  public enum Neighbour {
    /** No neighbour: the program comes before or after all others. */
    NONE,
    /** A program's. */
    PROGRAM,
    /** A link's. */
    LINK
  }

  /**
   * Where the kernel puts it, which is after all others.
   *
   * @return the order
   */
  public static Order any() {
    return new Order(Place.DEFAULT, Neighbour.NONE, 0, 0);
  }

  /**
   * Before all others.
   *
   * @return the order
   */
  public static Order first() {
    return new Order(Place.BEFORE, Neighbour.NONE, 0, 0);
  }

  /**
   * After all others.
   *
   * @return the order
   */
  public static Order last() {
    return new Order(Place.AFTER, Neighbour.NONE, 0, 0);
  }

  /**
   * Before a program.
   *
   * @param id the program's id
   * @return the order
   */
  public static Order beforeProgram(int id) {
    return new Order(Place.BEFORE, Neighbour.PROGRAM, id, 0);
  }

  /**
   * After a program.
   *
   * @param id the program's id
   * @return the order
   */
  public static Order afterProgram(int id) {
    return new Order(Place.AFTER, Neighbour.PROGRAM, id, 0);
  }

  /**
   * Before the program of a link.
   *
   * @param id the link's id
   * @return the order
   */
  public static Order beforeLink(int id) {
    return new Order(Place.BEFORE, Neighbour.LINK, id, 0);
  }

  /**
   * After the program of a link.
   *
   * @param id the link's id
   * @return the order
   */
  public static Order afterLink(int id) {
    return new Order(Place.AFTER, Neighbour.LINK, id, 0);
  }

  /**
   * Attaches only if nothing was attached or detached meanwhile.
   *
   * @param revision the kernel's count of changes
   * @return a changed copy
   */
  public Order expectedRevision(long revision) {
    return new Order(place, neighbour, id, revision);
  }

  /** Writes {@code struct bpf_tcx_opts} or a like one. */
  long write(CallMemory memory) {
    return OrderOpts.write(memory, flags(), id, expectedRevision);
  }

  int flags() {
    int ofPlace =
        switch (place) {
          case DEFAULT -> 0;
          case BEFORE -> F_BEFORE;
          case AFTER -> F_AFTER;
        };
    return switch (neighbour) {
      case NONE -> ofPlace;
      case PROGRAM -> ofPlace | F_ID;
      case LINK -> ofPlace | F_ID | F_LINK;
    };
  }
}
