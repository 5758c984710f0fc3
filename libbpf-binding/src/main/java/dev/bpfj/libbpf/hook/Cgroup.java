package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.FileSystem;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control group of version 2 ({@code bpf_program__attach_cgroup}, or with an order {@code
 * bpf_program__attach_cgroup_opts}). Programs of other links stay attached. Needs {@code
 * CONFIG_CGROUP_BPF}.
 *
 * <p>Immutable, thread-safe.
 *
 * @param path the group's folder; empty for a descriptor
 * @param descriptor the group's folder, opened; empty for a path
 * @param order where among the programs that are attached to it; all but {@link Order#any} need
 *     libbpf 1.6 and Linux 6.17
 */
public record Cgroup(Optional<Path> path, Optional<Descriptor> descriptor, Order order)
    implements Hook {
  private static final List<Capability> ATTACHING =
      List.of(Capability.CAP_BPF, Capability.CAP_NET_ADMIN);

  static {
    AttachFunctions.register(Cgroup.class, Cgroup::attach, Cgroup::advice);
  }

  /**
   * A group by path or by descriptor.
   *
   * @param path the group's folder; empty for a descriptor
   * @param descriptor the group's folder, opened; empty for a path
   * @param order where among the programs that are attached to it; all but {@link Order#any} need
   *     libbpf 1.6 and Linux 6.17
   * @throws IllegalArgumentException if it has neither, or both
   */
  public Cgroup {
    Target.requireOne("cgroup", path, descriptor);
  }

  /**
   * A group by its folder.
   *
   * @param folder such as {@code /sys/fs/cgroup/user.slice}
   * @return the hook
   */
  public static Cgroup at(Path folder) {
    return new Cgroup(Optional.of(folder), Optional.empty(), Order.any());
  }

  /**
   * A group whose folder is open.
   *
   * @param folder as {@link dev.bpfj.libbpf.fd.OpenFile#of} opens it
   * @return the hook
   */
  public static Cgroup of(Descriptor folder) {
    return new Cgroup(Optional.empty(), Optional.of(folder), Order.any());
  }

  /**
   * Sets the program's place among the others.
   *
   * @param place where
   * @return a changed copy
   */
  public Cgroup order(Order place) {
    return new Cgroup(path, descriptor, place);
  }

  private static Advice advice(Cgroup cgroup) {
    Advice onPrivilege = Advice.onPrivilege(Capability.CAP_NET_ADMIN);
    return onPrivilege.or(
        failure -> {
          if (failure.errno() == EPERM && Capability.missing(ATTACHING).isEmpty()) {
            return "another program may be attached to this group or to one above it without"
                + " BPF_F_ALLOW_MULTI, which leaves room for no other; bpftool cgroup tree lists"
                + " them";
          }
          if (failure.isGeneral()
              || Target.isOn(FileSystem.CGROUP2, cgroup.path, cgroup.descriptor)) {
            return "";
          }
          return Target.isOn(FileSystem.CGROUP, cgroup.path, cgroup.descriptor)
              ? "it is a control group of version 1, and programs are attached to groups of version 2;"
                  + " findmnt -t cgroup2 shows where those are"
              : "it is no control group, which is a folder of a file system of type cgroup2; findmnt -t"
                  + " cgroup2 shows where that is";
        });
  }

  private static <L> L attach(Cgroup cgroup, Attaching<L> program) {
    return Target.open(
        program, cgroup.path, cgroup.descriptor, folder -> attach(program, folder, cgroup.order));
  }

  private static <L> L attach(Attaching<L> program, Descriptor folder, Order order) {
    if (order.equals(Order.any())) {
      return program.link(
          "bpf_program__attach_cgroup",
          KernelFeature.CGROUP,
          folder,
          (memory, fd) -> Native.libbpf().bpf_program__attach_cgroup(program.pointer(), fd));
    }
    return program.link(
        "bpf_program__attach_cgroup_opts",
        KernelFeature.CGROUP_ORDER,
        folder,
        (memory, fd) ->
            Native.libbpf()
                .bpf_program__attach_cgroup_opts(program.pointer(), fd, order.write(memory)));
  }
}
