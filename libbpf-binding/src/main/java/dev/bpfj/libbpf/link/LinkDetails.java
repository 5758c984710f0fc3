package dev.bpfj.libbpf.link;

import dev.bpfj.libbpf.program.AttachType;
import java.util.List;

/**
 * What a link is attached to. What an older kernel does not report is 0 or empty.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface LinkDetails {

  /** A type of link that the kernel says no more of, or that is not known here. */
  record None() implements LinkDetails {}

  /**
   * A raw tracepoint.
   *
   * @param name such as {@code sys_enter}
   * @param cookie the program's own value
   */
  record RawTracepoint(String name, long cookie) implements LinkDetails {}

  /**
   * A function by its BTF.
   *
   * @param attachType whether its entry, its return, or what else
   * @param targetObjectId the id of the program, or of the BTF of the kernel or module, that has it
   * @param targetBtfId the function's type in that BTF
   * @param cookie the program's own value
   */
  record Tracing(AttachType attachType, int targetObjectId, int targetBtfId, long cookie)
      implements LinkDetails {}

  /**
   * A control group.
   *
   * @param cgroupId the inode number of its folder
   * @param attachType what of the group
   */
  record Cgroup(long cgroupId, AttachType attachType) implements LinkDetails {}

  /**
   * An iterator.
   *
   * @param target what it walks over, such as {@code bpf_map_elem}
   * @param mapId the map, for the entries of one
   * @param tid the only thread, for tasks and what they have
   * @param pid the process whose threads they are, for tasks and what they have
   * @param cgroupId where it begins, for control groups
   */
  record Iter(String target, int mapId, int tid, int pid, long cgroupId) implements LinkDetails {}

  /**
   * A network namespace.
   *
   * @param inode its inode number; 0 once it is gone
   * @param attachType what of the namespace
   */
  record Netns(long inode, AttachType attachType) implements LinkDetails {}

  /**
   * A network device, at the first moment.
   *
   * @param ifindex the device's index; 0 once it is gone
   */
  record Xdp(int ifindex) implements LinkDetails {}

  /**
   * A struct_ops map.
   *
   * @param mapId the map's id
   */
  record StructOps(int mapId) implements LinkDetails {}

  /**
   * A hook of netfilter.
   *
   * @param family {@code NFPROTO_*}
   * @param hook {@code NF_INET_*}
   * @param priority when among the hook's other functions
   * @param flags {@code BPF_F_NETFILTER_*}
   */
  record Netfilter(int family, int hook, int priority, int flags) implements LinkDetails {}

  /**
   * Functions of the kernel.
   *
   * @param addresses where they are; zeros if the kernel does not tell
   * @param cookies the program's own values, one a function; empty if the kernel does not tell
   * @param onReturn whether the program runs at their return
   * @param missed how often it could not run
   */
  record KprobeMulti(List<Long> addresses, List<Long> cookies, boolean onReturn, long missed)
      implements LinkDetails {}

  /**
   * Places in a file.
   *
   * @param path the file
   * @param offsets the places in it
   * @param refCtrOffsets the places of counters in it, 0 for none
   * @param cookies the program's own values, one a place
   * @param onReturn whether the program runs at the functions' return
   * @param pid the only process, or 0
   */
  record UprobeMulti(
      String path,
      List<Long> offsets,
      List<Long> refCtrOffsets,
      List<Long> cookies,
      boolean onReturn,
      int pid)
      implements LinkDetails {}

  /**
   * A place in the kernel's code.
   *
   * @param function the function's name; empty for an address
   * @param offset bytes from its start
   * @param address where it is; 0 if the kernel does not tell
   * @param cookie the program's own value
   * @param onReturn whether the program runs at the function's return
   * @param missed how often it could not run
   */
  record Kprobe(
      String function, long offset, long address, long cookie, boolean onReturn, long missed)
      implements LinkDetails {}

  /**
   * A place in a file.
   *
   * @param file the file
   * @param offset the place in it
   * @param cookie the program's own value
   * @param onReturn whether the program runs at the function's return
   */
  record Uprobe(String file, long offset, long cookie, boolean onReturn) implements LinkDetails {}

  /**
   * A tracepoint.
   *
   * @param name such as {@code sys_enter_bpf}
   * @param cookie the program's own value
   */
  record Tracepoint(String name, long cookie) implements LinkDetails {}

  /**
   * A perf event of another kind.
   *
   * @param type {@code enum perf_type_id}
   * @param config which event of the type
   * @param cookie the program's own value
   */
  record PerfEvent(int type, long config, long cookie) implements LinkDetails {}

  /**
   * A network device's traffic control.
   *
   * @param ifindex the device's index; 0 once it is gone
   * @param attachType what comes or what goes
   */
  record Tcx(int ifindex, AttachType attachType) implements LinkDetails {}

  /**
   * A netkit device.
   *
   * @param ifindex the device's index; 0 once it is gone
   * @param attachType which end
   */
  record Netkit(int ifindex, AttachType attachType) implements LinkDetails {}

  /**
   * A sockmap.
   *
   * @param mapId the map's id
   * @param attachType what of its sockets
   */
  record Sockmap(int mapId, AttachType attachType) implements LinkDetails {}
}
