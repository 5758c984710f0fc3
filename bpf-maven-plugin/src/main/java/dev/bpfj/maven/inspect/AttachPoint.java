package dev.bpfj.maven.inspect;

import java.util.LinkedHashMap;
import java.util.Map;

/** Describes where libbpf attaches a program, by its section's name. */
final class AttachPoint {
  // What begins with another one comes before it; % is what follows in the section's name.
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("kprobe.multi/", "entry of the kernel's functions %");
    WORDS.put("kretprobe.multi/", "return of the kernel's functions %");
    WORDS.put("kprobe.session/", "entry and return of the kernel's functions %");
    WORDS.put("kprobe/", "entry of the kernel's %");
    WORDS.put("kretprobe/", "return of the kernel's %");
    WORDS.put("kprobe", "a kernel function, given at run time");
    WORDS.put("kretprobe", "return of a kernel function, given at run time");
    WORDS.put("ksyscall/", "entry of the system call %");
    WORDS.put("kretsyscall/", "return of the system call %");
    WORDS.put("uprobe", "entry of a user-space function: %");
    WORDS.put("uretprobe", "return of a user-space function: %");
    WORDS.put("usdt", "USDT probe %");
    WORDS.put("tracepoint/", "tracepoint %");
    WORDS.put("tp/", "tracepoint %");
    WORDS.put("raw_tracepoint.w/", "raw tracepoint %, writable");
    WORDS.put("raw_tp.w/", "raw tracepoint %, writable");
    WORDS.put("raw_tracepoint/", "raw tracepoint %");
    WORDS.put("raw_tp/", "raw tracepoint %");
    WORDS.put("tp_btf/", "tracepoint %, with types");
    WORDS.put("fentry", "entry of the kernel's %, with types");
    WORDS.put("fexit", "return of the kernel's %, with types");
    WORDS.put("fmod_ret", "return value of the kernel's %");
    WORDS.put("fsession", "entry and return of the kernel's %, with types");
    WORDS.put("freplace/", "in place of the function %");
    WORDS.put("lsm_cgroup/", "security hook % of a cgroup");
    WORDS.put("lsm", "security hook %");
    WORDS.put("iter", "iterator of %");
    WORDS.put("xdp/devmap", "XDP, packets redirected to a device");
    WORDS.put("xdp/cpumap", "XDP, packets redirected to a CPU");
    WORDS.put("xdp.frags", "XDP of a network device, packets in fragments");
    WORDS.put("xdp", "XDP of a network device");
    WORDS.put("tcx/", "% of a network device (tcx)");
    WORDS.put("tc/", "% of a network device (tc)");
    WORDS.put("tc", "a network device (tc)");
    WORDS.put("classifier", "a network device (tc)");
    WORDS.put("action", "a network device (tc action)");
    WORDS.put("netkit/", "% of a netkit device");
    WORDS.put("netfilter", "netfilter hook");
    WORDS.put("flow_dissector", "flow dissector of a network namespace");
    WORDS.put("sk_lookup", "socket lookup of a network namespace");
    WORDS.put("sk_reuseport", "choice among sockets of a port");
    WORDS.put("sk_skb/", "% of a map's sockets");
    WORDS.put("sk_msg", "messages sent on a map's sockets");
    WORDS.put("socket", "socket filter");
    WORDS.put("sockops", "events of a cgroup's sockets");
    WORDS.put("cgroup_skb/", "% of a cgroup's packets");
    WORDS.put("cgroup/skb", "a cgroup's packets");
    WORDS.put("cgroup/dev", "a cgroup's access to devices");
    WORDS.put("cgroup/sysctl", "a cgroup's access to sysctls");
    WORDS.put("cgroup/", "% of a cgroup");
    WORDS.put("struct_ops", "operation of a struct_ops map: %");
    WORDS.put("perf_event", "perf event");
    WORDS.put("syscall", "run by request");
    WORDS.put("lwt_", "lightweight tunnel: %");
  }

  private AttachPoint() {}

  /** Words for people, as the section's name is when nothing is known of it. */
  static String of(String section) {
    for (Map.Entry<String, String> entry : WORDS.entrySet()) {
      if (section.startsWith(entry.getKey())) {
        String rest = section.substring(entry.getKey().length());
        // ".s": sleepable, ".multi" and the like; then what it is about
        String about = rest.replaceFirst("^(\\.\\w+)?/?", "");
        return about.isEmpty()
            ? withoutTarget(entry.getValue())
            : entry.getValue().replace("%", about);
      }
    }
    return section;
  }

  private static String withoutTarget(String words) {
    return words
        .replace("the kernel's functions %", "kernel functions, given at run time")
        .replace("the kernel's %", "a kernel function, given at run time")
        .replaceFirst("( of|:)? %", ", given at run time")
        .replaceFirst("^% of ", "");
  }
}
