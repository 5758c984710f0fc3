package dev.bpfj.libbpf.attach;

/**
 * What an iterator walks over: {@code union bpf_iter_link_info}. An iterator of a map is attached
 * with the map instead.
 *
 * <p>Immutable, and so for any number of threads.
 */
public sealed interface IterOptions {

  /** All that there is. */
  record All() implements IterOptions {}

  /**
   * Tasks of choice, for iterators of tasks, their files and memory; needs Linux 6.1.
   *
   * @param tid the kernel's number of the only thread, or 0
   * @param pid the process whose threads they are, or 0
   */
  record Tasks(int tid, int pid) implements IterOptions {}

  /**
   * Control groups; needs Linux 6.1.
   *
   * @param order in which direction
   * @param cgroupId where to begin: the inode number of the group's folder
   */
  record Cgroups(CgroupOrder order, long cgroupId) implements IterOptions {}

  /** The ways through a tree of control groups: {@code enum bpf_cgroup_iter_order}. */
  enum CgroupOrder {
    /** The beginning alone. */
    SELF_ONLY(1),
    /** Those below, a group before its descendants. */
    DESCENDANTS_PRE(2),
    /** Those below, a group behind its descendants. */
    DESCENDANTS_POST(3),
    /** Those above, up to the root. */
    ANCESTORS_UP(4);

    private final int value;

    CgroupOrder(int value) {
      this.value = value;
    }

    /**
     * The order's number in C.
     *
     * @return a number of {@code enum bpf_cgroup_iter_order}
     */
    public int value() {
      return value;
    }
  }

  /**
   * Walks over all that there is.
   *
   * @return the options
   */
  static IterOptions all() {
    return new All();
  }

  /**
   * Walks over one thread.
   *
   * @param tid the kernel's number of it
   * @return the options
   */
  static IterOptions thread(int tid) {
    return new Tasks(tid, 0);
  }

  /**
   * Walks over a process's threads.
   *
   * @param pid its number
   * @return the options
   */
  static IterOptions process(int pid) {
    return new Tasks(0, pid);
  }

  /**
   * Walks over control groups.
   *
   * @param order in which direction
   * @param cgroupId where to begin: the inode number of the group's folder
   * @return the options
   */
  static IterOptions cgroups(CgroupOrder order, long cgroupId) {
    return new Cgroups(order, cgroupId);
  }
}
