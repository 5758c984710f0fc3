package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.event.AttachOutcome;
import dev.bpfj.libbpf.event.BpfListener;
import dev.bpfj.libbpf.event.LoadOutcome;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.probe.KernelObject;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.progs.MinimalSkel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A listener is told of loads and attachments, and the kernel has what it is told of. */
@Test(groups = {"host", "vm"})
public final class ListenerTest {
  private final List<String> begun = new ArrayList<>();
  private final List<LoadOutcome> loads = new ArrayList<>();
  private final List<AttachOutcome> attachments = new ArrayList<>();

  private final BpfListener recorder =
      new BpfListener() {
        @Override
        public Consumer<LoadOutcome> loading(String object) {
          begun.add(object);
          return loads::add;
        }

        @Override
        public Consumer<AttachOutcome> attaching(String program, String hook) {
          begun.add(program + " to " + hook);
          return attachments::add;
        }
      };

  private static final BpfListener THROWING =
      new BpfListener() {
        @Override
        public Consumer<LoadOutcome> loading(String object) {
          throw new IllegalStateException("on purpose");
        }

        @Override
        public Consumer<AttachOutcome> attaching(String program, String hook) {
          return outcome -> {
            throw new IllegalStateException("on purpose");
          };
        }
      };

  @BeforeMethod
  void listen() {
    BpfListener.add(THROWING);
    BpfListener.add(recorder);
  }

  @AfterMethod
  void listenNoMore() {
    BpfListener.remove(THROWING);
    BpfListener.remove(recorder);
    begun.clear();
    loads.clear();
    attachments.clear();
  }

  public void isToldOfLoads() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      assertThat(begun).containsExactly("minimal");
      KernelObject program =
          new KernelObject(KernelObject.Kind.PROGRAM, skel.progs().answer().info().id(), "answer");
      KernelObject map =
          new KernelObject(KernelObject.Kind.MAP, skel.maps().bss().info().id(), "minimal.bss");
      assertThat(loads).containsExactly(new LoadOutcome(List.of(program, map), Optional.empty()));
      assertThat(KernelObject.ids(KernelObject.Kind.PROGRAM)).contains(program.id());
      assertThat(KernelObject.ids(KernelObject.Kind.MAP)).contains(map.id());
    }
  }

  public void isToldOfLoadsThatFail() {
    try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class)
          .isThrownBy(skel::load)
          .satisfies(
              e -> assertThat(loads).containsExactly(new LoadOutcome(List.of(), Optional.of(e))));
    }
  }

  public void isToldOfAttachments() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      skel.attach();
      BpfLink byHook = skel.progs().answer().attach(RawTracepoint.of("sys_exit"));
      assertThat(begun)
          .containsExactly("minimal", "answer to raw_tp/sys_enter", "answer to RawTracepoint");
      assertThat(attachments)
          .containsExactly(attached(skel.links().answer().orElseThrow()), attached(byHook));
      assertThat(KernelObject.ids(KernelObject.Kind.LINK)).contains(byHook.id());
    }
  }

  private static AttachOutcome attached(BpfLink link) {
    return new AttachOutcome(
        Optional.of(new KernelObject(KernelObject.Kind.LINK, link.id(), "answer")),
        Optional.empty());
  }

  public void isToldOfAttachmentsThatFail() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> skel.progs().answer().attach(RawTracepoint.of("no_such")))
          .satisfies(
              e ->
                  assertThat(attachments)
                      .containsExactly(new AttachOutcome(Optional.empty(), Optional.of(e))));
    }
  }

  public void isToldNothingAfterItIsRemoved() {
    BpfListener.remove(recorder);
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      skel.attach();
    }
    assertThat(begun).isEmpty();
  }
}
