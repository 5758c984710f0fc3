package dev.bpfj.selftests.howto;

import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.HowtoFunctionSkel;

/** How-to: attaching to a function of the kernel. */
final class Connections {
  private Connections() {}

  static void watch(HowtoFunctionSkel skel) {
    boolean hasFentry = KernelProbe.programType(ProgramType.TRACING).isYes();
    skel.progs().byFentry().settings().autoload(hasFentry);
    skel.progs().byKprobe().settings().autoload(!hasFentry);
    skel.load();
    skel.attach();
  }
}
