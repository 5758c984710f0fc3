package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TcFilter;
import dev.bpfj.libbpf.TcHook;
import dev.bpfj.libbpf.attach.TcOptions;
import dev.bpfj.libbpf.attach.TcPoint;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.progs.AttachNetSkel;
import org.testng.annotations.Test;

/**
 * Filters of traffic control see packets, are found by their numbers, and are gone when they should
 * be. Not in the virtual machines, whose kernels have what this needs (sch_ingress, cls_bpf) as
 * modules.
 */
@Test(groups = {"host", "vm"})
public final class TcHookTest {
  private static final int EEXIST = 17;
  private static final int ENODEV = 19;

  private static AttachNetSkel load() {
    AttachNetSkel skel = AttachNetSkel.openAndLoad();
    skel.bss().port(Network.PORT);
    return skel;
  }

  public void filtersSeeWhatComesAndWhatGoes() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              TcHook hook = TcHook.create(Network.LOOPBACK)) {
            assertThat(hook.isCreated()).isTrue();
            hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.any());
            hook.attach(TcPoint.EGRESS, skel.progs().classifySecond(), TcOptions.any());
            Network.send(2);
            assertThat(skel.bss().sequence()).isEqualTo(2121);
          }
        });
  }

  public void aFilterIsFoundByItsNumbersUntilItIsClosed() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              TcHook hook = TcHook.create(Network.LOOPBACK)) {
            BpfProgram program = skel.progs().classifyFirst();
            TcFilter filter = hook.attach(TcPoint.INGRESS, program, TcOptions.of(7, 42));
            assertThat(filter.handle()).isEqualTo(7);
            assertThat(filter.priority()).isEqualTo(42);
            assertThat(hook.query(TcPoint.INGRESS, 7, 42))
                .contains(new TcFilter.Info(7, 42, filter.programId()));
            assertThat(hook.query(TcPoint.INGRESS, 8, 42)).isEmpty();
            filter.close();
            filter.close();
            assertThat(hook.query(TcPoint.INGRESS, 7, 42)).isEmpty();
            Network.send(1);
            assertThat(skel.bss().firstPackets()).isZero();
          }
        });
  }

  public void aFilterTakesAnothersPlaceOnlyIfAsked() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              TcHook hook = TcHook.create(Network.LOOPBACK)) {
            TcOptions options = TcOptions.of(1, 1);
            hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), options);
            BpfProgram second = skel.progs().classifySecond();
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> hook.attach(TcPoint.INGRESS, second, options))
                .satisfies(e -> assertThat(e.errno()).isEqualTo(EEXIST))
                .withMessageStartingWith(
                    "program \"classify_second\": bpf_tc_attach: -EEXIST (17), File exists");
            hook.attach(TcPoint.INGRESS, second, options.replacing());
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
          }
        });
  }

  public void closingTheHookRemovesItsFiltersAndWhatItMade() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load()) {
            TcHook hook = TcHook.create(Network.LOOPBACK);
            hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.any());
            hook.close();
            hook.close();
            Network.send(1);
            assertThat(skel.bss().firstPackets()).isZero();
            try (TcHook another = TcHook.create(Network.LOOPBACK)) {
              assertThat(another.isCreated()).isTrue();
            }
            assertThatExceptionOfType(BpfClosedException.class)
                .isThrownBy(
                    () ->
                        hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.any()))
                .withMessage("traffic control of network device 1: is closed");
          }
        });
  }

  public void closingAHookOnWhatWasThereLeavesOthersFiltersAlone() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              TcHook hook = TcHook.create(Network.LOOPBACK)) {
            hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.of(1, 1));
            try (TcHook guest = TcHook.create(Network.LOOPBACK)) {
              assertThat(guest.isCreated()).isFalse();
              guest.attach(TcPoint.INGRESS, skel.progs().classifySecond(), TcOptions.of(1, 2));
              Network.send(1);
            }
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(121);
          }
        });
  }

  public void closingTheObjectRemovesItsFilters() {
    Network.inItsOwn(
        () -> {
          try (TcHook hook = TcHook.create(Network.LOOPBACK)) {
            try (AttachNetSkel skel = load()) {
              hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.of(1, 1));
              assertThat(hook.query(TcPoint.INGRESS, 1, 1)).isPresent();
            }
            assertThat(hook.query(TcPoint.INGRESS, 1, 1)).isEmpty();
          }
        });
  }

  public void allFiltersOfAPlaceCanBeRemoved() {
    Network.inItsOwn(
        () -> {
          try (AttachNetSkel skel = load();
              TcHook hook = TcHook.create(Network.LOOPBACK)) {
            hook.attach(TcPoint.INGRESS, skel.progs().classifyFirst(), TcOptions.any());
            hook.attach(TcPoint.EGRESS, skel.progs().classifySecond(), TcOptions.any());
            hook.removeAll(TcPoint.INGRESS);
            Network.send(1);
            assertThat(skel.bss().sequence()).isEqualTo(2);
          }
        });
  }

  public void aDeviceThatIsNotThereIsNamed() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> TcHook.create(123456))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(ENODEV))
        .withMessageStartingWith(
            "traffic control of network device 123456: bpf_tc_hook_create: -ENODEV (19), No such"
                + " device");
  }
}
