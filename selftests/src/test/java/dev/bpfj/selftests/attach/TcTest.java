package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.TcFilter;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.struct.TcHookStruct;
import dev.bpfj.libbpf.internal.struct.TcOpts;
import dev.bpfj.progs.AttachNetSkel;
import org.testng.annotations.Test;

/**
 * Filters of traffic control see packets, are found by their numbers, and are gone when they should
 * be.
 */
@Test(groups = {"host", "vm"})
public final class TcTest {
  private static final int EEXIST = 17;
  private static final int ENODEV = 19;
  private static final Tc INGRESS = Tc.ingress(Network.LOOPBACK);
  private static final Tc EGRESS = Tc.egress("lo");

  private static AttachNetSkel load() {
    AttachNetSkel skel = AttachNetSkel.openAndLoad();
    skel.bss().port(Network.PORT);
    return skel;
  }

  /** Makes the loopback device's clsact, as somebody else would: 0, or -EEXIST. */
  private static int createClsact() {
    try (CallMemory memory = new CallMemory()) {
      long both = TcHookStruct.write(memory, Network.LOOPBACK, 3, 0);
      return Native.libbpf().bpf_tc_hook_create(both);
    }
  }

  private static void destroyClsact() {
    try (CallMemory memory = new CallMemory()) {
      long both = TcHookStruct.write(memory, Network.LOOPBACK, 3, 0);
      assertThat(Native.libbpf().bpf_tc_hook_destroy(both)).isZero();
    }
  }

  /** Attaches to what is sent, as somebody else would. */
  private static void attachToEgress(BpfProgram program, int handle, int priority) {
    try (CallMemory memory = new CallMemory()) {
      long egress = TcHookStruct.write(memory, Network.LOOPBACK, 2, 0);
      long opts = TcOpts.write(memory, handle, priority, program.fd(), 0);
      assertThat(Native.libbpf().bpf_tc_attach(egress, opts)).isZero();
    }
  }

  public void filtersSeeWhatComesAndWhatGoes() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            skel.progs().classifyFirst().attach(INGRESS);
            skel.progs().classifySecond().attach(EGRESS);
            Network.send(2);
            assertThat(skel.bss().sequence()).isEqualTo(2121);
          }
        });
  }

  public void aFilterIsFoundByItsNumbersUntilItIsClosed() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfProgram program = skel.progs().classifyFirst();
            Tc place = INGRESS.handle(7).priority(42);
            BpfLink link = program.attach(place);
            assertThat(TcFilter.find(place)).contains(new TcFilter(7, 42, program.info().id()));
            assertThat(TcFilter.find(place.handle(8))).isEmpty();
            link.close();
            link.close();
            assertThat(TcFilter.find(place)).isEmpty();
            Network.send(1);
            assertThat(skel.bss().firstPackets()).isZero();
          }
        });
  }

  public void aLinkSaysThatTheKernelHasNone() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().classifyFirst().attach(INGRESS);
            assertThat(link.fd()).isEqualTo(-1);
            assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> link.update(skel.progs().classifySecond()))
                .withMessage(
                    "program \"classify_first\": link: the kernel has no link of a filter of"
                        + " traffic control; this one can be closed only");
          }
        });
  }

  public void aFilterTakesAnothersPlaceOnlyIfAskedAndKeepsIt() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            Tc place = INGRESS.handle(1).priority(1);
            BpfLink first = skel.progs().classifyFirst().attach(place);
            BpfProgram second = skel.progs().classifySecond();
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> second.attach(place))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(EEXIST))
                .withMessageStartingWith(
                    "program \"classify_second\": bpf_tc_attach: -EEXIST (17), File exists");
            second.attach(place.replace());
            first.close(); // the filter is another program's by now
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
          }
        });
  }

  public void whatWasMadeIsRemovedWithTheLastFilter() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink first = skel.progs().classifyFirst().attach(INGRESS);
            BpfLink second = skel.progs().classifySecond().attach(EGRESS);
            first.close();
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
            assertThat(createClsact()).isEqualTo(-EEXIST);
            second.close();
            assertThat(createClsact()).isZero();
          }
        });
  }

  public void whatOthersMadeStays() {
    Network.inItsOwn(
        () -> {
          assertThat(createClsact()).isZero();
          try (AttachNetSkel skel = load()) {
            skel.progs().classifyFirst().attach(INGRESS).close();
            assertThat(createClsact()).isEqualTo(-EEXIST);
          }
        });
  }

  public void filtersOfOthersStayInWhatWasMade() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().classifyFirst().attach(INGRESS);
            attachToEgress(skel.progs().classifySecond(), 5, 5);
            link.close();
            assertThat(TcFilter.find(EGRESS.handle(5).priority(5))).isPresent();
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
          }
        });
  }

  public void whatOthersMakeInThePlaceOfWhatWasMadeStays() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            BpfLink link = skel.progs().classifyFirst().attach(INGRESS);
            attachToEgress(skel.progs().classifySecond(), 5, 5);
            link.close();
            destroyClsact();
            assertThat(createClsact()).isZero();
            skel.progs().classifyFirst().attach(INGRESS).close();
            assertThat(createClsact()).isEqualTo(-EEXIST);
          }
        });
  }

  public void closingTheObjectRemovesItsFilters() {
    Network.inItsOwn(
        () -> {
          Tc place = INGRESS.handle(1).priority(1);
          try (AttachNetSkel skel = load()) {
            skel.progs().classifyFirst().attach(place);
            assertThat(TcFilter.find(place)).isPresent();
          }
          assertThat(TcFilter.find(place)).isEmpty();
        });
  }

  public void allFiltersOfAPlaceCanBeRemoved() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            skel.progs().classifyFirst().attach(INGRESS);
            skel.progs().classifySecond().attach(EGRESS);
            TcFilter.removeAll(INGRESS);
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
          }
        });
  }

  public void aDeviceThatIsNotThereIsNamed() {
    try (AttachNetSkel skel = load()) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.progs().classifyFirst().attach(Tc.ingress(123456)))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(ENODEV))
          .withMessageStartingWith(
              "program \"classify_first\": bpf_tc_hook_create: -ENODEV (19), No such device");
    }
  }
}
