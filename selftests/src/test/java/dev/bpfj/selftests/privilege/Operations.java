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
import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachTracingSkel;
import dev.bpfj.progs.PrivilegeLengthSkel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.Loading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operations whose privileges are tried. */
final class Operations {
  private static final Set<Capability> NONE = Set.of();
  private static final Set<Capability> TRACING = Set.of(CAP_PERFMON);
  private static final Set<Capability> NETWORK = Set.of(CAP_NET_ADMIN);
  private static final Set<Capability> ADMINISTRATOR = Set.of(CAP_SYS_ADMIN);

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
            "load programs for tracing",
            Set.of(CAP_BPF, CAP_PERFMON),
            () -> load(AttachTracingSkel.Progs::atRawTracepoint).close()),
        Operation.of(
            "load programs for networking",
            Set.of(CAP_BPF, CAP_NET_ADMIN),
            () -> AttachNetSkel.openAndLoad().close()),
        Operation.of(
            "load programs for networking that compute with pointers",
            Set.of(CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON),
            () -> PrivilegeLengthSkel.openAndLoad().close()));
  }

  private static List<Operation> tracing() {
    Path library = Path.of(LIBRARY);
    PerfEvent clock = PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK).frequency(1);
    return List.of(
        tracing(RawTracepoint.of("sys_enter"), AttachTracingSkel.Progs::atRawTracepoint, NONE),
        tracing(Kprobe.entry("do_unlinkat"), AttachTracingSkel.Progs::atProbe, TRACING),
        tracing(
            Uprobe.function(library, "probed_by_name"),
            AttachTracingSkel.Progs::atProbe,
            ADMINISTRATOR),
        tracing(
            Usdt.probe(library, "bpfj", "passed"),
            AttachTracingSkel.Progs::atUsdt,
            isUsdtOneLink() ? NONE : ADMINISTRATOR),
        tracing(
            Tracepoint.of("syscalls", "sys_enter_nanosleep"),
            AttachTracingSkel.Progs::atTracepoint,
            TRACING,
            Set.of(CAP_DAC_READ_SEARCH)),
        tracing(clock.pid(PerfEvent.ANY_PROCESS), AttachTracingSkel.Progs::atPerfEvent, TRACING));
  }

  /** Whether libbpf attaches to USDT by a link of many uprobes, as it does where there are such. */
  static boolean isUsdtOneLink() {
    return Libbpf.isAtLeast(1, 3) && KernelProbe.linkType(LinkType.UPROBE_MULTI).isYes();
  }

  private static List<Operation> networking() {
    return List.of(
        networking(Xdp.on("lo"), AttachNetSkel.Progs::countFrames, NONE),
        networking(Tc.ingress("lo"), AttachNetSkel.Progs::classifyFirst, NETWORK),
        networking(Netns.at(Path.of("/proc/self/ns/net")), AttachNetSkel.Progs::lookUp, NONE));
  }

  private static List<Operation> others() {
    return List.of(
        loaded(
            "run a program (`testRun`)",
            NONE,
            skel -> skel.progs().countFrames().testRun(TestRunOptions.none().data(new byte[64]))),
        new Operation(
            "read and change entries of a map",
            NONE,
            NONE,
            () -> {
              MapHandle map = MapHandle.create(MapSpec.of(MapType.HASH, 4, 4, 1));
              TypedMap<Integer, Integer> numbers =
                  TypedMap.of(map, MapCodecs.s32(), MapCodecs.s32());
              return new Operation.Attempt(() -> numbers.update(1, 2), map::close);
            }),
        loaded(
            "open a map, program or link by its id",
            ADMINISTRATOR,
            skel -> ProgramHandle.ofId(skel.progs().countFrames().info().id()).close()),
        Operation.of(
            "count runs (`RunStatistics`)", ADMINISTRATOR, () -> RunStatistics.enable().close()));
  }

  private static AttachTracingSkel load(Function<AttachTracingSkel.Progs, BpfProgram> program) {
    return Loading.load(
        AttachTracingSkel.open(), skel -> program.apply(skel.progs()).settings().autoload(true));
  }

  private static Operation tracing(
      Hook hook, Function<AttachTracingSkel.Progs, BpfProgram> program, Set<Capability> needs) {
    return tracing(hook, program, needs, NONE);
  }

  private static Operation tracing(
      Hook hook,
      Function<AttachTracingSkel.Progs, BpfProgram> program,
      Set<Capability> needs,
      Set<Capability> ofNobody) {
    return new Operation(
        nameOf(hook),
        needs,
        ofNobody,
        () -> {
          AttachTracingSkel skel = load(program);
          return attempt(hook, program.apply(skel.progs()), skel::close);
        });
  }

  private static Operation networking(
      Hook hook, Function<AttachNetSkel.Progs, BpfProgram> program, Set<Capability> needs) {
    return new Operation(
        nameOf(hook),
        needs,
        NONE,
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
      String name, Set<Capability> needs, Consumer<AttachNetSkel> action) {
    return new Operation(
        name,
        needs,
        NONE,
        () -> {
          AttachNetSkel skel = AttachNetSkel.openAndLoad();
          return new Operation.Attempt(() -> action.accept(skel), skel::close);
        });
  }

  private static String nameOf(Hook hook) {
    return "attach to a `" + hook.getClass().getSimpleName() + "`";
  }
}
