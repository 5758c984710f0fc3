package dev.bpfj.selftests.howto;

import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.progs.HowtoEgressSkel;

/** How-to: seeing what a device sends. */
final class SentTraffic {
  private SentTraffic() {}

  static void count(HowtoEgressSkel skel, String device) {
    boolean hasLinks = KernelProbe.linkType(LinkType.TCX).isYes();
    skel.progs().onSend().attach(hasLinks ? Tcx.on(device) : Tc.egress(device));
  }
}
