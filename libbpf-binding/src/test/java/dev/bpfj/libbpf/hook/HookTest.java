package dev.bpfj.libbpf.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Hooks are values, and each can be attached to. */
public final class HookTest {

  @DataProvider
  public Object[][] hooks() {
    return Stream.of(Hook.class.getPermittedSubclasses())
        .map(hook -> new Object[] {hook.getSimpleName(), hook})
        .toArray(Object[][]::new);
  }

  @Test(dataProvider = "hooks")
  public void everyHookIsARecordThatRegistersHowProgramsAreAttached(String name, Class<?> hook)
      throws IllegalAccessException {
    MethodHandles.privateLookupIn(hook, MethodHandles.lookup()).ensureInitialized(hook);
    assertThat(hook.isRecord()).as(name).isTrue();
    assertThat(AttachFunctions.isRegistered(hook)).as(name).isTrue();
  }

  @Test
  public void optionsChangeACopy() {
    Uprobe any = Uprobe.function(Path.of("libc.so.6"), "malloc");
    assertThat(any.pid(42).cookie(7).offset(3).refCtrOffset(9).returning().mode(AttachMode.LINK))
        .isEqualTo(
            new Uprobe(
                Path.of("libc.so.6"), 42, Optional.of("malloc"), 3, 9, true, 7, AttachMode.LINK));
    assertThat(any.pid()).isEqualTo(Uprobe.ANY_PROCESS);
    assertThat(Xdp.on("eth0").mode(XdpMode.SKB))
        .isEqualTo(new Xdp(new Device(Optional.of("eth0"), 0), XdpMode.SKB));
    assertThat(Tc.egress(3).handle(7).priority(42).replace())
        .isEqualTo(new Tc(new Device(Optional.empty(), 3), 2, 0, 7, 42, true));
    assertThat(Tc.parent(3, 1, 2).parent()).isEqualTo(0x10002);
  }

  @DataProvider
  public Object[][] hooksOfProcesses() {
    Path file = Path.of("libc.so.6");
    Uprobe uprobe = Uprobe.function(file, "malloc");
    UprobeMulti several = UprobeMulti.matching(file, "m*");
    Usdt usdt = Usdt.probe(file, "libc", "setjmp");
    PerfEvent event = PerfEvent.of(PerfEvent.SOFTWARE, PerfEvent.CPU_CLOCK);
    return new Object[][] {
      {
        "uprobe", (LongFunction<Hook>) uprobe::pid, (LongFunction<Integer>) p -> uprobe.pid(p).pid()
      },
      {
        "uprobe.multi",
        (LongFunction<Hook>) several::pid,
        (LongFunction<Integer>) p -> several.pid(p).pid()
      },
      {"usdt", (LongFunction<Hook>) usdt::pid, (LongFunction<Integer>) p -> usdt.pid(p).pid()},
      {
        "perf event",
        (LongFunction<Hook>) event::pid,
        (LongFunction<Integer>) p -> event.pid(p).pid()
      },
    };
  }

  /** Other negative numbers would watch all processes. */
  @Test(dataProvider = "hooksOfProcesses")
  public void aProcessIsNamedByThePidOfJava(
      String name, LongFunction<Hook> of, LongFunction<Integer> pid) {
    assertThat(pid.apply(ProcessHandle.current().pid()))
        .isEqualTo((int) ProcessHandle.current().pid());
    assertThat(pid.apply(Uprobe.THIS_PROCESS)).isZero();
    assertThat(pid.apply(Uprobe.ANY_PROCESS)).isEqualTo(-1);
    for (long none : new long[] {-2, Integer.MAX_VALUE + 1L, Long.MIN_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of.apply(none))
          .withMessage(
              "%s: pid out of range: value=%d, expected=-1 to 2147483647".formatted(name, none));
    }
  }

  @Test
  public void anIteratorIsOverTheTasksOfAPidOfJava() {
    long own = ProcessHandle.current().pid();
    assertThat(Iter.process(own)).isEqualTo(new Iter(new Iter.Tasks(0, (int) own)));
    assertThatIllegalArgumentException().isThrownBy(() -> Iter.process(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Iter.thread(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Iter.process(1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> new Iter.Tasks(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Iter.Tasks(0, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Iter.Tasks(2, 3))
        .withMessage("iter: a thread or a process, not both: tid=2, pid=3");
  }

  @DataProvider
  public Object[][] orders() {
    // flags as linux/bpf.h has them: BPF_F_BEFORE 8, AFTER 16, ID 32, LINK 8192
    return new Object[][] {
      {Order.any(), 0, 0},
      {Order.first(), 8, 0},
      {Order.last(), 16, 0},
      {Order.beforeProgram(7), 8 + 32, 7},
      {Order.afterProgram(7), 16 + 32, 7},
      {Order.beforeLink(9), 8 + 32 + 8192, 9},
      {Order.afterLink(9), 16 + 32 + 8192, 9},
    };
  }

  @Test(dataProvider = "orders")
  public void anOrderHasTheFlagsOfTheKernel(Order order, int flags, int id) {
    assertThat(order.flags()).isEqualTo(flags);
    assertThat(order.id()).isEqualTo(id);
    assertThat(order.expectedRevision(5).flags()).isEqualTo(flags);
  }

  @Test
  public void oneCookieForEachPlaceIsNeeded() {
    UprobeMulti uprobes = UprobeMulti.functions(Path.of("a.out"), List.of("f", "g"));
    assertThatThrownBy(() -> uprobes.cookies(List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("uprobe.multi: one cookie for each place is needed: cookies=1, places=2");
    assertThatThrownBy(() -> uprobes.refCtrOffsets(List.of(1L, 2L, 3L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("uprobe.multi: one counter for each place is needed: counters=3, places=2");
    KprobeMulti kprobes = KprobeMulti.functions(List.of("f", "g"));
    assertThatThrownBy(() -> kprobes.cookies(List.of(1L, 2L, 3L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kprobe.multi: one cookie for each function is needed: cookies=3, functions=2");
  }

  @DataProvider
  public Object[][] indexesOfNoDevice() {
    return new Object[][] {{0}, {-1}, {Integer.MIN_VALUE}};
  }

  @Test(dataProvider = "indexesOfNoDevice")
  public void aDeviceHasAnIndexAboveZero(int index) {
    assertThatThrownBy(() -> Xdp.on(index))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network device: either a name or an index above 0 is needed: name=, index=" + index);
  }

  @Test
  public void aGroupIsNamedByAPathOrADescriptor() {
    assertThatThrownBy(() -> new Cgroup(Optional.empty(), Optional.empty(), Order.any()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cgroup: either a path or a descriptor is needed: path=");
  }

  @Test
  public void theLoopbackDeviceIsFoundByItsName() {
    assertThat(Device.named("lo").find("program \"p\"")).isEqualTo(1);
    assertThat(Device.at(7).find("program \"p\"")).isEqualTo(7);
  }

  @Test
  public void aDeviceThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Device.named("bpfj-none").find("program \"p\""))
        .hasMessage(
            "program \"p\": network device bpfj-none: if_nametoindex: -ENODEV (19), No such device;"
                + " there is no network device of that name in this thread's network namespace; ip"
                + " link lists those that there are");
  }

  /** BPF_TC_QDISC of libbpf 1.7 wants a name, and takes the length of none. */
  @Test
  public void attachPointsOfTcThatAreNoneOfOursAreRefused() {
    for (int attachPoint : new int[] {0, 3, 8, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Tc(new Device(Optional.empty(), 1), attachPoint, 0, 0, 0, false))
          .withMessageStartingWith("tc: no attach point: attachPoint=" + attachPoint);
    }
  }
}
