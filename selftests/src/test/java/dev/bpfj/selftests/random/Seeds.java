package dev.bpfj.selftests.random;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.hook.ByType;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.FdMap;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.libbpf.ring.UserRecord;
import dev.bpfj.libbpf.ring.UserRingBuffer;
import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.AttachCookiesSkel;
import dev.bpfj.progs.AttachIterSkel;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.AttachNetfilterSkel;
import dev.bpfj.progs.AttachTargetsSkel;
import dev.bpfj.progs.LayoutSkel;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.LifeSpinLockSkel;
import dev.bpfj.progs.MapBloomSkel;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapRedirectSkel;
import dev.bpfj.progs.MapStorageSkel;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.RandomUseSkel;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.progs.RingPerfSkel;
import dev.bpfj.progs.RingUserSkel;
import dev.bpfj.progs.RoundTripSkel;
import dev.bpfj.progs.TestRunSkel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The skeletons that random calls use, and things that work. */
final class Seeds {
  private static final int LOOPBACK = 1;

  private Seeds() {}

  /** Those whose programs are loaded and attached without effect on anybody else. */
  static List<Class<?>> skeletons() {
    return List.of(
        AttachCookiesSkel.class,
        AttachIterSkel.class,
        AttachNetSkel.class,
        AttachNetfilterSkel.class,
        AttachTargetsSkel.class,
        LayoutSkel.class,
        LifeSectionsSkel.class,
        LifeSpinLockSkel.class,
        MapBloomSkel.class,
        MapNestedSkel.class,
        MapRedirectSkel.class,
        MapStorageSkel.class,
        MapValuesSkel.class,
        RandomUseSkel.class,
        RingEventsSkel.class,
        RingPerfSkel.class,
        RingUserSkel.class,
        RoundTripSkel.class,
        TestRunSkel.class);
  }

  /** Their object files. */
  static List<byte[]> objects() throws ReflectiveOperationException {
    List<byte[]> objects = new ArrayList<>();
    for (Class<?> skeleton : skeletons()) {
      objects.add((byte[]) skeleton.getMethod("elfBytes").invoke(null));
    }
    return objects;
  }

  /** All of them; paths are of this run's own files. */
  static List<Seed> of(Path file, String cgroup) {
    List<Seed> seeds = new ArrayList<>();
    for (Class<?> skeleton : skeletons()) {
      seeds.add(caller -> skeleton.getMethod("open").invoke(null));
      seeds.add(caller -> loaded((Skeleton) skeleton.getMethod("open").invoke(null)));
    }
    seeds.add(caller -> attached(RandomUseSkel.openAndLoad()));
    seeds.add(caller -> attached(sections()));
    seeds.add(Seeds::link);
    seeds.add(Seeds::programById);
    if (!cgroup.isEmpty()) {
      seeds.add(caller -> attachment(caller, Path.of(cgroup)));
    }
    addMaps(seeds);
    addBuffers(seeds);
    seeds.add(caller -> OpenFile.of(file));
    seeds.add(caller -> OpenFile.of(Path.of("/proc/self/ns/net")));
    seeds.add(caller -> OpenFile.ofProcess(ProcessHandle.current().pid()));
    if (!cgroup.isEmpty()) {
      seeds.add(caller -> OpenFile.of(Path.of(cgroup)));
    }
    seeds.add(
        caller ->
            with(caller, RandomUseSkel.openAndLoad())
                .progs()
                .touch()
                .testRun(TestRunOptions.none()));
    seeds.add(caller -> PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK));
    seeds.add(caller -> Xdp.on(LOOPBACK));
    seeds.add(caller -> RawTracepoint.of("sys_enter"));
    seeds.add(Seeds::filter);
    return seeds;
  }

  private static Skeleton loaded(Skeleton skeleton) {
    try {
      skeleton.load();
    } catch (RuntimeException e) {
      skeleton.close(); // needs a setting, or what this kernel does not have
    }
    return skeleton;
  }

  private static Skeleton attached(Skeleton skeleton) {
    skeleton.attach();
    return skeleton;
  }

  private static LifeSectionsSkel sections() {
    return LifeSectionsSkel.openAndLoad(OpenOptions.defaults().kconfig("CONFIG_BPFJ_NUMBER=7"));
  }

  private static Object link(Caller caller) {
    RandomUseSkel skel = with(caller, RandomUseSkel.openAndLoad());
    return skel.progs().touch().attach(RawTracepoint.of("sys_enter"));
  }

  private static Object programById(Caller caller) {
    RandomUseSkel skel = with(caller, RandomUseSkel.openAndLoad());
    return ProgramHandle.ofId(skel.progs().touch().info().id());
  }

  private static Object attachment(Caller caller, Path cgroup) {
    AttachNetSkel skel = with(caller, AttachNetSkel.openAndLoad());
    return skel.progs()
        .countSent()
        .attach(
            ByType.of(with(caller, OpenFile.of(cgroup)), AttachType.CGROUP_INET_EGRESS)
                .flags(ByType.ALLOW_MULTI));
  }

  private static Object filter(Caller caller) throws ReflectiveOperationException {
    AttachNetSkel skel = with(caller, AttachNetSkel.openAndLoad());
    BpfProgram program =
        skel.object().programs().stream()
            .filter(each -> each.sectionName().endsWith("tc") && each.settings().autoload())
            .findFirst()
            .orElseThrow();
    return program.attach(Tc.ingress(LOOPBACK));
  }

  private static <T> T with(Caller caller, T thing) {
    caller.keep(thing);
    return thing;
  }

  private static void addMaps(List<Seed> seeds) {
    addMap(seeds, MapType.HASH, 4, 8, 16, 0);
    addMap(seeds, MapType.HASH, 4, 8, 16, MapFlags.NO_PREALLOC);
    addMap(seeds, MapType.ARRAY, 4, 8, 16, 0);
    addMap(seeds, MapType.ARRAY, 4, 8, 1024, MapFlags.MMAPABLE);
    addMap(seeds, MapType.PERCPU_HASH, 4, 8, 16, 0);
    addMap(seeds, MapType.PERCPU_ARRAY, 4, 8, 16, 0);
    addMap(seeds, MapType.LPM_TRIE, 8, 8, 16, MapFlags.NO_PREALLOC);
    addMap(seeds, MapType.QUEUE, 0, 8, 16, 0);
    addMap(seeds, MapType.STACK, 0, 8, 16, 0);
    addMap(seeds, MapType.BLOOM_FILTER, 0, 8, 16, 0);
    addMap(seeds, MapType.STACK_TRACE, 4, 64, 16, 0);
    addMap(seeds, MapType.RINGBUF, 0, 0, 4096, 0);
    addMap(seeds, MapType.USER_RINGBUF, 0, 0, 4096, 0);
    addMap(seeds, MapType.PERF_EVENT_ARRAY, 4, 4, 4, 0);
    addMap(seeds, MapType.PROG_ARRAY, 4, 4, 4, 0);
    addMap(seeds, MapType.DEVMAP, 4, 4, 4, 0);
    addMap(seeds, MapType.SOCKMAP, 4, 4, 4, 0);
    seeds.add(
        caller ->
            TypedMap.of(
                with(caller, create(MapType.HASH, 4, 8, 16, 0)), MapCodecs.s32(), MapCodecs.s64()));
    seeds.add(
        caller ->
            FdMap.<Integer, BpfProgram>of(
                with(caller, create(MapType.PROG_ARRAY, 4, 4, 4, 0)), MapCodecs.index()));
    seeds.add(caller -> with(caller, create(MapType.ARRAY, 4, 8, 16, MapFlags.MMAPABLE)).mmap());
  }

  private static void addMap(
      List<Seed> seeds, MapType type, int keySize, int valueSize, long entries, int flags) {
    seeds.add(caller -> create(type, keySize, valueSize, entries, flags));
  }

  private static MapHandle create(
      MapType type, int keySize, int valueSize, long entries, int flags) {
    return MapHandle.create(
        MapSpec.of(type, keySize, valueSize, entries).name("bpfj_test").mapFlags(flags));
  }

  private static void addBuffers(List<Seed> seeds) {
    seeds.add(
        caller -> {
          RingEventsSkel skel = with(caller, RingEventsSkel.openAndLoad());
          RingBuffer ring = RingBuffer.open(skel.maps().events(), handler());
          caller.keep(ring);
          ring.add(skel.maps().others(), RingEventsSkel.Event.reader(event -> event.number()));
          skel.bss().batch(100);
          skel.bss().discardEvery(7);
          run(skel.progs().produce());
          run(skel.progs().produceOthers());
          ring.consume(3);
          return ring.rings().get(0);
        });
    seeds.add(
        caller -> {
          RingPerfSkel skel = with(caller, RingPerfSkel.openAndLoad());
          PerfBuffer buffer = PerfBuffer.open(skel.maps().perfEvents(), handler());
          skel.bss().batch(100);
          run(skel.progs().writeEvents());
          return buffer;
        });
    seeds.add(caller -> UserRingBuffer.open(commands(caller).get()));
    seeds.add(
        caller -> {
          UserRingBuffer ring = with(caller, UserRingBuffer.open(commands(caller).get()));
          UserRecord record = ring.reserve(16).orElseThrow();
          record.buffer().putLong(0, 1);
          return record;
        });
  }

  private static Supplier<BpfMap> commands(Caller caller) {
    RingUserSkel skel = with(caller, RingUserSkel.openAndLoad());
    return () -> skel.maps().commands();
  }

  private static RecordHandler handler() {
    return (RecordHandler) Handlers.of(RecordHandler.class);
  }

  private static void run(BpfProgram program) {
    program.testRun(TestRunOptions.none());
  }
}
