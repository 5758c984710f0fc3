package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfMap;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.PerfEvent;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.attach.IterOptions;
import dev.bpfj.libbpf.attach.KprobeMultiOptions;
import dev.bpfj.libbpf.attach.KprobeOptions;
import dev.bpfj.libbpf.attach.KsyscallOptions;
import dev.bpfj.libbpf.attach.NetfilterOptions;
import dev.bpfj.libbpf.attach.Order;
import dev.bpfj.libbpf.attach.PerfEventOptions;
import dev.bpfj.libbpf.attach.RawTracepointOptions;
import dev.bpfj.libbpf.attach.TracepointOptions;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.libbpf.attach.UprobeOptions;
import dev.bpfj.libbpf.attach.UsdtOptions;
import dev.bpfj.libbpf.attach.XdpMode;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.LifeAttachSkel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
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
          Map.entry(IntFunction.class, (IntFunction<AutoCloseable>) fd -> () -> {}),
          Map.entry(Object.class, new byte[4]),
          Map.entry(MapType.class, MapType.HASH),
          Map.entry(Map.class, Map.of()),
          Map.entry(Collection.class, List.of()),
          Map.entry(
              BiConsumer.class, (BiConsumer<Object, Object>) (key, value) -> fail("an entry")),
          Map.entry(TestRunOptions.class, TestRunOptions.none()),
          Map.entry(KprobeOptions.class, KprobeOptions.entryOf("do_nanosleep")),
          Map.entry(KprobeMultiOptions.class, KprobeMultiOptions.matching("do_nano*")),
          Map.entry(KsyscallOptions.class, KsyscallOptions.entryOf("nanosleep")),
          Map.entry(UprobeOptions.class, UprobeOptions.entryOf("libc.so.6", "malloc")),
          Map.entry(UsdtOptions.class, UsdtOptions.of("libc.so.6", "libc", "setjmp")),
          Map.entry(TracepointOptions.class, TracepointOptions.of("syscalls", "sys_enter_bpf")),
          Map.entry(RawTracepointOptions.class, RawTracepointOptions.of("sys_enter")),
          Map.entry(PerfEventOptions.class, PerfEventOptions.defaults()),
          Map.entry(UprobeMultiOptions.class, UprobeMultiOptions.matching("libc.so.6", "mall*")),
          Map.entry(IterOptions.class, IterOptions.all()),
          Map.entry(AttachType.class, AttachType.XDP),
          Map.entry(XdpMode.class, XdpMode.GENERIC),
          Map.entry(Order.class, Order.any()),
          Map.entry(NetfilterOptions.class, NetfilterOptions.ipv4(0, 1)),
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
          "disown",
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
    BpfLink link = skel.links().first();
    List<Object[]> rows = new ArrayList<>();
    for (Object receiver :
        Arrays.asList(
            skel,
            skel.object(),
            skel.object().program("first"),
            skel.object().map(".bss"),
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
    // bpf_map__set_autoattach is kept by the binding itself, and read by nobody after close.
    return method.getDeclaringClass().getSimpleName().equals("MapSettings")
        && (method.getName().equals("autoattach") || method.getName().equals("setAutoattach"));
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
    if (type == PerfEvent.class || type == BpfProgram.class) {
      return null; // that it is closed is found before
    } else if (type == BpfMap.class) {
      return receiver instanceof BpfMap ? receiver : null;
    }
    Object argument = ARGUMENTS.get(type);
    assertThat(argument).as("an argument of " + type).isNotNull();
    return argument;
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
