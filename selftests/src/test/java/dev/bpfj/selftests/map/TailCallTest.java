package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.FdMap;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapNestedSkel;
import org.testng.annotations.Test;

/** Programs that are called by their place in a map. */
@Test(groups = {"host", "vm"})
public final class TailCallTest {

  private static FdMap<Integer, BpfProgram> steps(MapNestedSkel skel) {
    return skel.maps().steps();
  }

  public void aProgramGoesOnWithTheOneThatIsPutIn() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      FdMap<Integer, BpfProgram> steps = steps(skel);
      assertThat(Maps.run(skel.progs().goOn(), 1)).isEqualTo(-1);
      steps.update(1, skel.progs().toRed());
      steps.update(2, skel.progs().toGreen(), MapFlags.ANY);
      assertThat(Maps.run(skel.progs().goOn(), 1)).isEqualTo(100);
      assertThat(Maps.run(skel.progs().goOn(), 2)).isEqualTo(200);
      steps.update(1, skel.progs().toGreen());
      assertThat(Maps.run(skel.progs().goOn(), 1)).isEqualTo(200);
      assertThat(steps.delete(1)).isTrue();
      assertThat(steps.delete(1)).isFalse();
      assertThat(Maps.run(skel.progs().goOn(), 1)).isEqualTo(-1);
      assertThat(steps.keys()).containsExactly(0, 1, 2, 3);
      steps.clear();
      assertThat(Maps.run(skel.progs().goOn(), 2)).isEqualTo(-1);
    }
  }

  public void tellsTheIdOfAProgram() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      FdMap<Integer, BpfProgram> steps = steps(skel);
      assertThat(steps.lookup(0)).isEmpty();
      steps.update(0, skel.progs().toRed());
      steps.update(1, skel.progs().toGreen());
      assertThat(steps.lookup(0)).isPresent().isNotEqualTo(steps.lookup(1));
    }
  }

  public void refusesWhatIsNoProgramOfTheKind() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      steps(skel).update(0, skel.progs().toRed()); // now it is for raw tracepoints
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> steps(skel).update(1, skel.progs().toNowhere()))
          .withMessage("map \"steps\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
      FdMap<Integer, MapHandle> wrong = FdMap.of(skel.maps().steps().map(), MapCodecs.index());
      try (MapHandle map = MapHandle.ofId(skel.maps().first().info().id())) {
        assertThatExceptionOfType(BpfException.class)
            .isThrownBy(() -> wrong.update(1, map))
            .withMessage("map \"steps\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
      }
    }
  }

  public void refusesAProgramThatWasLeftOut() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      skel.progs().toRed().settings().autoload(false);
      skel.load();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> steps(skel).update(0, skel.progs().toRed()))
          .withMessage("program \"to_red\": was not loaded (autoload is off)");
    }
  }
}
