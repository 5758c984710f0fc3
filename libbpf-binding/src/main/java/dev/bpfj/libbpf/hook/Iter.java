package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.IterAttachOpts;
import java.util.function.ToLongFunction;

/**
 * What a program of section iter iterates over ({@code bpf_program__attach_iter}). The program runs
 * when its link is read ({@code BpfLink.read()}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param over which of the things that the program is for
 */
public record Iter(Over over) implements Hook {
  static {
    AttachFunctions.register(Iter.class, Iter::attach);
  }

  /**
   * What is iterated over ({@code union bpf_iter_link_info}).
   *
   * <p>Immutable, thread-safe.
   */
  public sealed interface Over {}

  /** All things of the program's kind. */
  public record All() implements Over {}

  /**
   * Chosen tasks, for iterators of tasks, their files and memory; needs Linux 6.1.
   *
   * @param tid the only thread, by its number in the caller's PID namespace, or 0
   * @param pid the process whose threads they are, likewise, or 0
   */
  public record Tasks(int tid, int pid) implements Over {
    /**
     * Makes the choice; no more than one of both numbers is given.
     *
     * @param tid the only thread, by its number in the caller's PID namespace, or 0
     * @param pid the process whose threads they are, likewise, or 0
     * @throws IllegalArgumentException if a number is negative, or both are given
     */
    public Tasks {
      Arguments.inRange("iter: tid", tid, 0, Integer.MAX_VALUE);
      Arguments.inRange("iter: pid", pid, 0, Integer.MAX_VALUE);
      if (tid != 0 && pid != 0) {
        throw new IllegalArgumentException(
            "iter: a thread or a process, not both: tid=" + tid + ", pid=" + pid);
      }
    }
  }

  /**
   * Control groups; needs Linux 6.1.
   *
   * @param order in which direction
   * @param cgroupId where to begin: the inode number of the group's folder
   */
  public record Cgroups(CgroupOrder order, long cgroupId) implements Over {}

  /**
   * The entries of a map, which the link keeps.
   *
   * @param map the map
   */
  public record Elements(Descriptor map) implements Over {}

  /** The ways through a tree of control groups ({@code enum bpf_cgroup_iter_order}). */
  public enum CgroupOrder {
    /** The first group alone. */
    SELF_ONLY(1),
    /** The group and its descendants, a group before its descendants. */
    DESCENDANTS_PRE(2),
    /** The group and its descendants, a group after its descendants. */
    DESCENDANTS_POST(3),
    /** The group and its ancestors, up to the root. */
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
   * Iterates over all things of the program's kind.
   *
   * @return the hook
   */
  public static Iter all() {
    return new Iter(new All());
  }

  /**
   * Iterates over one thread; needs Linux 6.1.
   *
   * @param tid the kernel's number of the thread
   * @return the hook
   * @throws IllegalArgumentException if it is no number of a thread
   */
  public static Iter thread(long tid) {
    return new Iter(new Tasks((int) Arguments.inRange("iter: tid", tid, 1, Integer.MAX_VALUE), 0));
  }

  /**
   * Iterates over the threads of a process; needs Linux 6.1.
   *
   * @param pid the process
   * @return the hook
   * @throws IllegalArgumentException if it is no pid
   */
  public static Iter process(long pid) {
    return new Iter(new Tasks(0, (int) Arguments.inRange("iter: pid", pid, 1, Integer.MAX_VALUE)));
  }

  /**
   * Iterates over control groups; needs Linux 6.1.
   *
   * @param order in which direction
   * @param cgroupId where to begin: the inode number of the group's folder
   * @return the hook
   */
  public static Iter cgroups(CgroupOrder order, long cgroupId) {
    return new Iter(new Cgroups(order, cgroupId));
  }

  /**
   * Iterates over the entries of a map, which the link keeps.
   *
   * @param map the map
   * @return the hook
   */
  public static Iter map(Descriptor map) {
    return new Iter(new Elements(map));
  }

  private static <L> L attach(Iter iter, Attaching<L> program) {
    if (iter.over instanceof Elements elements) {
      return program.link(
          "bpf_program__attach_iter",
          KernelFeature.NONE,
          elements.map,
          (memory, fd) -> attach(program, IterAttachOpts.ofMap(memory, fd)));
    } else if (iter.over instanceof Tasks tasks) {
      return attach(
          program,
          KernelFeature.TASK_ITER,
          memory -> IterAttachOpts.ofTasks(memory, tasks.tid, tasks.pid));
    } else if (iter.over instanceof Cgroups groups) {
      return attach(
          program,
          KernelFeature.CGROUP_ITER,
          memory -> IterAttachOpts.ofCgroups(memory, groups.order.value(), groups.cgroupId));
    }
    return attach(program, KernelFeature.NONE, memory -> 0);
  }

  private static <L> L attach(
      Attaching<L> program, KernelFeature feature, ToLongFunction<CallMemory> opts) {
    return program.link(
        "bpf_program__attach_iter", feature, memory -> attach(program, opts.applyAsLong(memory)));
  }

  private static long attach(Attaching<?> program, long opts) {
    return Native.libbpf().bpf_program__attach_iter(program.pointer(), opts);
  }
}
