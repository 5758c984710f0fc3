package dev.bpfj.libbpf.attach;

/**
 * Where a program stands among those that are attached to the same thing: the options of {@code
 * bpf_program__attach_tcx}, {@code bpf_program__attach_netkit} and {@code
 * bpf_program__attach_cgroup_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param place on which side of the neighbour; without one, of all others
 * @param neighbour what kind of thing the id is of
 * @param id the neighbour's id, or 0
 * @param expectedRevision what the kernel's count of changes must be, or 0 for any: attaching fails
 *     with -ESTALE if others were attached or detached meanwhile
 */
public record Order(Place place, Neighbour neighbour, int id, long expectedRevision) {

  /** Which side of a neighbour. */
  public enum Place {
    /** Where the kernel puts it, which is behind all others. */
    DEFAULT,
    /** Directly before the neighbour. */
    BEFORE,
    /** Directly behind the neighbour. */
    AFTER
  }

  /** What an id is of. */
  public enum Neighbour {
    /** Nobody's: the place is one of all. */
    NONE,
    /** A program's. */
    PROGRAM,
    /** A link's. */
    LINK
  }

  /**
   * Where the kernel puts it, which is behind all others.
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
   * Behind all others.
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
   * Behind a program.
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
   * Behind the program of a link.
   *
   * @param id the link's id
   * @return the order
   */
  public static Order afterLink(int id) {
    return new Order(Place.AFTER, Neighbour.LINK, id, 0);
  }

  /**
   * Attaches only if nothing was changed meanwhile.
   *
   * @param revision the kernel's count of changes
   * @return a changed order
   */
  public Order withExpectedRevision(long revision) {
    return new Order(place, neighbour, id, revision);
  }
}
