package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.StructOpsMap;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.hook.ByType;
import dev.bpfj.libbpf.hook.Cgroup;
import dev.bpfj.libbpf.hook.Freplace;
import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Iter;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.KprobeMulti;
import dev.bpfj.libbpf.hook.Ksyscall;
import dev.bpfj.libbpf.hook.Lsm;
import dev.bpfj.libbpf.hook.Netfilter;
import dev.bpfj.libbpf.hook.Netkit;
import dev.bpfj.libbpf.hook.Netns;
import dev.bpfj.libbpf.hook.PerfEvent;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Sockmap;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.Tcx;
import dev.bpfj.libbpf.hook.Trace;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.UprobeMulti;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.hook.Xdp;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapSettings;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.LifeAttachSkel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** After close, every member of everything that the skeleton gave out says that it is closed. */
@Test(groups = {"host", "vm"})
public final class CloseTest {
  // That the object is closed is found before anything is asked of a descriptor.
  private static final Descriptor UNUSED =
      new Descriptor() {
        @Override
        public <T> T use(IntFunction<T> action) {
          throw new AssertionError("a descriptor is used by something closed");
        }
      };
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.ofEntries(
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(boolean.class, true),
          Map.entry(byte[].class, new byte[4]),
          Map.entry(String.class, ".bss"),
          Map.entry(Path.class, Path.of("/sys/fs/bpf/bpfj")),
          Map.entry(IntFunction.class, (IntFunction<AutoCloseable>) fd -> () -> {}),
          Map.entry(Object.class, new byte[4]),
          Map.entry(MapType.class, MapType.HASH),
          Map.entry(Map.class, Map.of()),
          Map.entry(Collection.class, List.of()),
          Map.entry(
              BiConsumer.class, (BiConsumer<Object, Object>) (key, value) -> fail("an entry")),
          Map.entry(TestRunOptions.class, TestRunOptions.none()),
          Map.entry(Hook.class, Xdp.on(1)),
          Map.entry(AttachType.class, AttachType.XDP),
          Map.entry(ProgramType.class, ProgramType.XDP),
          Map.entry(Descriptor.class, UNUSED));

  /** What needs nothing of the kernel or libbpf: names, and what is documented to answer always. */
  private static final Set<String> ANSWERS =
      Set.of(
          "close",
          "detach",
          "object",
          "name",
          "names",
          "sectionName",
          "reasonNotToAutoAttach",
          "isClosed",
          "settings",
          "isLoaded",
          "isMapped",
          "isReadable",
          "memory",
          "programs",
          "program",
          "maps",
          "progs",
          "links",
          "bss",
          "autoattachOfMap",
          "elfBytes",
          "open",
          "openAndLoad");

  private LifeAttachSkel closed() {
    LifeAttachSkel skel = LifeAttachSkel.openAndLoad();
    skel.attach();
    skel.close();
    return skel;
  }

  /** A method of something that the skeleton gave out. */
  private record Member(Object receiver, Method method) {}

  @DataProvider
  public Object[][] members() {
    LifeAttachSkel skel = LifeAttachSkel.openAndLoad();
    skel.attach();
    BpfLink link = skel.links().first().orElseThrow();
    List<Object[]> rows = new ArrayList<>();
    for (Object receiver :
        Arrays.asList(
            skel,
            skel.object(),
            skel.object().program("first"),
            skel.object().program("first").settings(),
            skel.object().map(".bss"),
            skel.object().map(".bss").settings(),
            skel.object().map(".bss").entries(),
            skel.bss(),
            link)) {
      for (Method method : receiver.getClass().getMethods()) {
        boolean own =
            method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.getName().equals("toString")
                && !ANSWERS.contains(method.getName())
                && !isJavaSideSetting(method);
        if (own) {
          rows.add(new Object[] {describe(method), new Member(receiver, method)});
        }
      }
    }
    skel.close();
    return rows.toArray(Object[][]::new);
  }

  private static boolean isJavaSideSetting(Method method) {
    // What the binding itself keeps: bpf_map__autoattach, and the map that a kind holds.
    return method.getParameterCount() == 0
        && (method.getName().equals("autoattach") && method.getDeclaringClass() == MapSettings.class
            || method.getName().equals("map"));
  }

  private static String describe(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Test(dataProvider = "members")
  public void isRefusedAfterClose(String name, Member member) throws IllegalAccessException {
    Object[] arguments =
        Arrays.stream(member.method().getParameterTypes())
            .map(type -> argument(type, member.receiver()))
            .toArray();
    try {
      member.method().invoke(member.receiver(), arguments);
      fail(name + " answers after close");
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .as(name)
          .isInstanceOf(BpfClosedException.class)
          .hasMessage("object \"life_attach\": is closed");
    }
  }

  private static Object argument(Class<?> type, Object receiver) {
    if (type == BpfProgram.class
        || type == StructOpsMap.class
        || receiver instanceof MapSettings && type == BpfMap.class) {
      return null; // that it is closed is found before
    } else if (type == BpfMap.class) {
      return receiver instanceof BpfMap ? receiver : null;
    }
    Object argument = ARGUMENTS.get(type);
    assertThat(argument).as("an argument of " + type).isNotNull();
    return argument;
  }

  @DataProvider
  public Object[][] hooks() {
    Path libc = Path.of("libc.so.6");
    return Stream.of(
            ByType.of(UNUSED, AttachType.XDP),
            Cgroup.of(UNUSED),
            Cgroup.at(Path.of("/sys/fs/cgroup")),
            Freplace.of(UNUSED, "f"),
            Iter.all(),
            Iter.map(UNUSED),
            Kprobe.entry("do_nanosleep"),
            KprobeMulti.matching("do_nano*"),
            Ksyscall.entry("nanosleep"),
            Lsm.loadedTarget(),
            Netfilter.ipv4(0, 1),
            Netkit.on(1),
            Netns.of(UNUSED),
            PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK),
            RawTracepoint.of("sys_enter"),
            Sockmap.of(UNUSED),
            Tc.ingress(1),
            Tcx.on(1),
            Trace.loadedTarget(),
            Tracepoint.of("syscalls", "sys_enter_bpf"),
            Uprobe.function(libc, "malloc"),
            UprobeMulti.matching(libc, "mall*"),
            Usdt.probe(libc, "libc", "setjmp"),
            Xdp.on(1),
            Xdp.on("lo").mode(XdpMode.SKB))
        .map(hook -> new Object[] {hook})
        .toArray(Object[][]::new);
  }

  @Test(dataProvider = "hooks")
  public void noHookIsAttachedToAfterClose(Hook hook) {
    BpfProgram program = closed().progs().first();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(() -> program.attach(hook))
        .withMessage("object \"life_attach\": is closed");
  }

  public void everyHookIsTried() {
    assertThat(Stream.of(hooks()).map(row -> (Object) row[0].getClass()).distinct())
        .containsExactlyInAnyOrder((Object[]) Hook.class.getPermittedSubclasses());
  }

  public void closesTwiceAndInEveryState() {
    LifeAttachSkel opened = LifeAttachSkel.open();
    opened.close();
    opened.close();
    LifeAttachSkel attached = closed();
    attached.close();
    attached.detach();
    assertThat(attached.object().isClosed()).isTrue();
    assertThat(attached.object().isLoaded()).isFalse();
    assertThat(attached.bss().isMapped()).isFalse();
    assertThat(attached.bss().isReadable()).isFalse();
  }

  public void refusesALinkAfterClose() {
    try (LifeAttachSkel other = LifeAttachSkel.openAndLoad()) {
      BpfLink link = other.object().program("first").attach();
      LifeAttachSkel skel = closed();
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(() -> skel.links().first(link));
      assertThat(link.isClosed()).isFalse();
    }
  }
}
