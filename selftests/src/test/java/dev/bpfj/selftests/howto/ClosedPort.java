package dev.bpfj.selftests.howto;

import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.progs.HowtoCgroupSkel;
import java.nio.file.Path;

/** How-to: a rule for the processes of a control group. */
final class ClosedPort {
  private ClosedPort() {}

  static void close(HowtoCgroupSkel skel, Path group, int port) {
    skel.rodata().port(port);
    skel.load();
    skel.progs().onConnectIpv4().attach(Cgroup.at(group));
    skel.progs().onConnectIpv6().attach(Cgroup.at(group));
  }
}
