package dev.bpfj.selftests.privilege;

import static dev.bpfj.selftests.harness.NativeCode.LIBRARY;
import static dev.bpfj.selftests.privilege.Capability.CAP_BPF;
import static dev.bpfj.selftests.privilege.Capability.CAP_DAC_READ_SEARCH;
import static dev.bpfj.selftests.privilege.Capability.CAP_NET_ADMIN;
import static dev.bpfj.selftests.privilege.Capability.CAP_PERFMON;
import static dev.bpfj.selftests.privilege.Capability.CAP_SYS_ADMIN;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.RunStatistics;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.KprobeMulti;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.UprobeMulti;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachTracingSkel;
import dev.bpfj.progs.AttachUprobesSkel;
import dev.bpfj.progs.PrivilegeNetSkel;
import dev.bpfj.progs.RingPerfSkel;
import dev.bpfj.selftests.harness.ControlGroups;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.Loading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operations whose privileges are tried. */
final class Operations {
  private static final Path PROBED = Path.of(LIBRARY);
  private static final int DATA = 64;

  /** What an administrator of BPF does without CAP_NET_ADMIN. */
  static final String LOAD_FOR_NETWORKS = "load programs for networking";

  private Operations() {}

  static List<Operation> all() {
    return Stream.of(loading(), tracing(), networking(), others()).flatMap(List::stream).toList();
  }

  private static List<Operation> loading() {
    return List.of(
        Operation.of(
            "create a map",
            Set.of(CAP_BPF),
            () -> MapHandle.create(MapSpec.of(MapType.LRU_HASH, 4, 4, 1)).close()),
        Operation.of(
            "create a map of sockets or devices",
            Set.of(CAP_BPF, CAP_NET_ADMIN),
            () -> MapHandle.create(MapSpec.of(MapType.SOCKHASH, 4, 4, 1)).close()),
        Operation.of(
            "load programs for tracing",
            Set.of(CAP_BPF, CAP_PERFMON),
            () -> load(AttachTracingSkel.Progs::atRawTracepoint).close()),
        Operation.of(
            LOAD_FOR_NETWORKS,
            Set.of(CAP_BPF, CAP_NET_ADMIN),
            () -> loadForNetworks(false).close()),
        Operation.of(
            LOAD_FOR_NETWORKS + " that compute with pointers",
            Set.of(CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON),
            () -> loadForNetworks(true).close()));
  }

  private static List<Operation> tracing() {
    PerfEvent clock = PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK).frequency(1);
    String nanosleep = Kernel.systemCall("nanosleep");
    return List.of(
        tracing(
            RawTracepoint.of("sys_enter"),
            AttachTracingSkel.Progs::atRawTracepoint,
            KernelRules::call),
        tracing(Kprobe.entry(nanosleep), AttachTracingSkel.Progs::atProbe, KernelRules::kprobe),
        tracing(
                KprobeMulti.functions(List.of(nanosleep)),
                AttachTracingSkel.Progs::atSeveralFunctions,
                KernelRules::call)
            .since("6.12"),
        tracing(
            Uprobe.function(PROBED, "probed_by_name"),
            AttachTracingSkel.Progs::atProbe,
            KernelRules::uprobe),
        uprobes(),
        tracing(
            Usdt.probe(PROBED, "bpfj", "passed").pid(Uprobe.THIS_PROCESS),
            AttachTracingSkel.Progs::atUsdt,
            KernelRules::usdt),
        tracing(
                Tracepoint.of("syscalls", "sys_enter_nanosleep"),
                AttachTracingSkel.Progs::atTracepoint,
                KernelRules::event)
            .ofNobody(CAP_DAC_READ_SEARCH),
        tracing(
            clock.pid(PerfEvent.ANY_PROCESS),
            AttachTracingSkel.Progs::atPerfEvent,
            KernelRules::event));
  }

  private static Operation uprobes() {
    UprobeMulti hook = UprobeMulti.functions(PROBED, List.of("probed_by_name"));
    return Operation.of(
            nameOf(hook),
            KernelRules::call,
            () -> {
              AttachUprobesSkel skel =
                  Loading.load(
                      AttachUprobesSkel.open(),
                      open -> open.progs().entered().settings().autoload(true));
              return attempt(hook, skel.progs().entered(), skel::close);
            })
        .since("6.6");
  }

  private static List<Operation> networking() {
    return List.of(
        networking(Xdp.on("lo"), AttachNetSkel.Progs::countFrames, KernelRules::call),
        networking(
            Tc.ingress("lo"),
            AttachNetSkel.Progs::classifyFirst,
            kernel -> with(kernel.call(), CAP_NET_ADMIN)),
        tcx(),
        networking(
            Cgroup.at(ControlGroups.root()),
            AttachNetSkel.Progs::countSent,
            kernel -> with(kernel.call(), CAP_NET_ADMIN)),
        networking(
            Netns.at(Path.of("/proc/self/ns/net")),
            AttachNetSkel.Progs::lookUp,
            KernelRules::call));
  }

  private static Operation tcx() {
    Tcx hook = Tcx.on("lo");
    return Operation.of(
            nameOf(hook),
            KernelRules::call,
            () -> {
              AttachNetSkel skel =
                  Loading.load(
                      AttachNetSkel.open(),
                      open ->
                          open.progs()
                              .classifyFirst()
                              .settings()
                              .expectedAttachType(AttachType.TCX_INGRESS));
              return attempt(hook, skel.progs().classifyFirst(), skel::close);
            })
        .since("6.6");
  }

  private static List<Operation> others() {
    return List.of(
        loaded(
            "run a program (`testRun`)",
            KernelRules::call,
            skel -> skel.progs().countFrames().testRun(TestRunOptions.none().data(new byte[DATA]))),
        Operation.of(
            "read and change entries of a map",
            KernelRules::call,
            () -> {
              MapHandle map = MapHandle.create(MapSpec.of(MapType.HASH, 4, 4, 1));
              TypedMap<Integer, Integer> numbers =
                  TypedMap.of(map, MapCodecs.s32(), MapCodecs.s32());
              return new Operation.Attempt(() -> numbers.update(1, 2), map::close);
            }),
        Operation.of("open a `PerfBuffer`", KernelRules::perfBuffer, Operations::perfBuffer),
        loaded(
            "open a map, program or link by its id",
            kernel -> Set.of(CAP_SYS_ADMIN),
            skel -> ProgramHandle.ofId(skel.progs().countFrames().info().id()).close()),
        Operation.of(
            "count runs (`RunStatistics`)",
            Set.of(CAP_SYS_ADMIN),
            () -> RunStatistics.enable().close()));
  }

  private static Operation.Attempt perfBuffer() {
    RingPerfSkel skel = RingPerfSkel.openAndLoad();
    RecordHandler handler = (records, offset, length) -> {};
    return new Operation.Attempt(
        () -> PerfBuffer.open(skel.maps().perfEvents(), handler).close(), skel::close);
  }

  /** Whether libbpf attaches to USDT by a link of many uprobes, as it does where there are such. */
  static boolean isUsdtOneLink() {
    return Libbpf.isAtLeast(1, 3) && KernelProbe.linkType(LinkType.UPROBE_MULTI).isYes();
  }

  private static Set<Capability> with(Set<Capability> some, Capability another) {
    EnumSet<Capability> all = EnumSet.of(another);
    all.addAll(some);
    return all;
  }

  private static AttachTracingSkel load(Function<AttachTracingSkel.Progs, BpfProgram> program) {
    return Loading.load(
        AttachTracingSkel.open(), skel -> program.apply(skel.progs()).settings().autoload(true));
  }

  private static PrivilegeNetSkel loadForNetworks(boolean computing) {
    return Loading.load(
        PrivilegeNetSkel.open(), skel -> skel.progs().measure().settings().autoload(computing));
  }

  private static Operation tracing(
      Hook hook,
      Function<AttachTracingSkel.Progs, BpfProgram> program,
      Function<KernelRules, Set<Capability>> needs) {
    return Operation.of(
        nameOf(hook),
        needs,
        () -> {
          AttachTracingSkel skel = load(program);
          return attempt(hook, program.apply(skel.progs()), skel::close);
        });
  }

  private static Operation networking(
      Hook hook,
      Function<AttachNetSkel.Progs, BpfProgram> program,
      Function<KernelRules, Set<Capability>> needs) {
    return Operation.of(
        nameOf(hook),
        needs,
        () -> {
          AttachNetSkel skel = AttachNetSkel.openAndLoad();
          return attempt(hook, program.apply(skel.progs()), skel::close);
        });
  }

  private static Operation.Attempt attempt(Hook hook, BpfProgram program, Runnable cleanup) {
    List<BpfLink> links = new ArrayList<>(); // closed with their object, with all privileges
    return new Operation.Attempt(() -> links.add(program.attach(hook)), cleanup);
  }

  private static Operation loaded(
      String name, Function<KernelRules, Set<Capability>> needs, Consumer<AttachNetSkel> action) {
    return Operation.of(
        name,
        needs,
        () -> {
          AttachNetSkel skel = AttachNetSkel.openAndLoad();
          return new Operation.Attempt(() -> action.accept(skel), skel::close);
        });
  }

  private static String nameOf(Hook hook) {
    return "attach to a `" + hook.getClass().getSimpleName() + "`";
  }
}
