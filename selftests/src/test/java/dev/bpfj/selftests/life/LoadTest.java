package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.memory.Memory;
import dev.bpfj.progs.LifeNoTargetSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.progs.MinimalSkel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.testng.annotations.Test;

/** Opening and loading, and what they say when they cannot. */
@Test(groups = {"host", "vm"})
public final class LoadTest {

  public void refusesASecondLoad() {
    try (MinimalSkel skel = MinimalSkel.open()) {
      skel.load();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(skel::load)
          .withMessage("object \"minimal\": is loaded already");
      assertThat(skel.object().isLoaded()).isTrue();
    }
  }

  public void saysWhatTheVerifierSaid() {
    try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class)
          .isThrownBy(skel::load)
          .satisfies(
              rejected -> {
                assertThat(rejected.getMessage())
                    .as(rejected.log())
                    .startsWith(
                        "program \"reads_blindly\": bpf_object__load: -EACCES (13), Permission denied;"
                            + " the verifier rejected it; log() has all ")
                    .contains("invalid mem access 'map_value_or_null'")
                    .contains("; return *number;");
                assertThat(rejected.program()).isEqualTo("reads_blindly");
                assertThat(rejected.errno()).isEqualTo(13);
                assertThat(rejected.log())
                    .contains("bpf_map_lookup_elem")
                    .contains("invalid mem access 'map_value_or_null'");
              });
    }
  }

  public void refusesToLoadAgainAfterAFailure() {
    try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class).isThrownBy(skel::load);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(skel::load)
          .withMessage(
              "object \"life_rejected\": was not loaded when it was tried; close it and open it anew");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(skel::attach)
          .withMessage("program \"reads_blindly\": is not loaded; call load() first");
    }
  }

  public void opensAProgramWithoutATargetAndNamesTheTargetAtLoad() {
    try (LifeNoTargetSkel skel = LifeNoTargetSkel.open()) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessageContaining("object \"life_no_target\": bpf_object__load: -ESRCH (3)")
          .withMessageContaining("the running kernel has no function or tracepoint of that name")
          .withMessageContaining("'bpfj_no_such_function'");
    }
  }

  public void loadsTheRestWhenAProgramIsTurnedOff() {
    try (LifeNoTargetSkel skel = LifeNoTargetSkel.open()) {
      skel.object().program("never_called").settings().autoload(false);
      skel.load();
      assertThat(skel.object().isLoaded()).isTrue();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.object().program("never_called").fd())
          .withMessage("program \"never_called\": was not loaded (autoload is off)");
    }
  }

  public void refusesBytesThatAreNoObject() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> BpfObject.open("no object".getBytes(StandardCharsets.UTF_8)))
        .withMessageStartingWith(
            "object \"bpf_object\": bpf_object__open_mem: -LIBBPF_ERRNO__FORMAT (4001), it is not a"
                + " BPF object that libbpf understands");
  }

  public void opensEmbeddedBytesWithoutASkeleton() {
    try (BpfObject object = BpfObject.open(MinimalSkel.elfBytes())) {
      assertThat(object.programs()).extracting("name").containsExactly("answer");
      object.load();
      Memory memory =
          ObjectAccess.of(BpfObject.class, OpenOptions.class).section(object, ".bss").memory();
      memory.forWriting().putInt(0, 41);
      object.program("answer").attach();
      assertThat(
              Effects.happens(
                  () -> {
                    ByteBuffer bss = memory.forReading();
                    return bss.getInt(0) + bss.getInt(4) == 41 + 42;
                  }))
          .isTrue();
    }
  }

  public void refusesSettingsAfterLoad() {
    try (MinimalSkel skel = MinimalSkel.open()) {
      skel.load();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.object().program("answer").settings().autoload(false))
          .withMessage("program \"answer\": can be set only before load()");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.object().map(".bss").settings().maxEntries(2))
          .withMessage("map \"minimal.bss\": can be set only before load()");
    }
  }

  public void namesWhatItDoesNotHave() {
    try (MinimalSkel skel = MinimalSkel.open()) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.object().program("nobody"))
          .withMessage("object \"minimal\": no program of that name: program=nobody");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.object().map("nothing"))
          .withMessage("object \"minimal\": no map of that name: map=nothing");
    }
  }
}
