package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Device;
import dev.bpfj.libbpf.map.RedirectMap;
import dev.bpfj.libbpf.map.RedirectTarget;
import dev.bpfj.progs.MapRedirectSkel;
import dev.bpfj.test.BpfSkeleton;
import org.testng.annotations.Test;

/** Maps of network devices and CPUs. */
@Test(groups = {"host", "vm"})
public final class RedirectMapTest {
  @BpfSkeleton private MapRedirectSkel skel;

  private static int loopback() {
    return Device.named("lo").findIndex();
  }

  public void aDeviceWithAProgram() {
    int lo = loopback();
    RedirectMap<Integer> devices = skel.maps().devices();
    assertThat(devices.lookup(2)).isEmpty();
    devices.update(2, lo);
    assertThat(devices.lookup(2)).contains(new RedirectTarget(lo, 0));
    devices.update(2, lo, skel.progs().atDevice());
    RedirectTarget target = devices.lookup(2).orElseThrow();
    assertThat(target.number()).isEqualTo(lo);
    assertThat(target.programId()).isPositive();
    assertThat(devices.delete(2)).isTrue();
    assertThat(devices.lookup(2)).isEmpty();
    assertThat(devices.keys()).containsExactly(0, 1, 2, 3);
  }

  public void aDeviceByItsNumber() {
    int lo = loopback();
    RedirectMap<Long> devices = skel.maps().devicesByNumber();
    devices.update(0xffff_fff0L, lo);
    assertThat(devices.lookup(0xffff_fff0L)).contains(new RedirectTarget(lo, 0));
    assertThat(devices.keys()).containsExactly(0xffff_fff0L);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> devices.update(1L, lo, skel.progs().atDevice()))
        .withMessage("map \"devices_by_number\": value: no room for a program: size=4, expected=8");
    assertThat(devices.delete(0xffff_fff0L)).isTrue();
    assertThat(devices.delete(0xffff_fff0L)).isFalse();
  }

  public void aCpuWithAProgram() {
    RedirectMap<Integer> cpus = skel.maps().cpus();
    cpus.update(0, 128, skel.progs().atCpu());
    RedirectTarget target = cpus.lookup(0).orElseThrow();
    assertThat(target.number()).isEqualTo(128);
    assertThat(target.programId()).isPositive();
    assertThat(cpus.delete(0)).isTrue();
    assertThat(cpus.lookup(0)).isEmpty();
  }

  public void aProgramForAnotherPlaceIsRefused() {
    int lo = loopback();
    RedirectMap<Integer> devices = skel.maps().devices();
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> devices.update(0, lo, skel.progs().atCpu()))
        .withMessage("map \"devices\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> devices.update(0, 0x7fff_ffff))
        .withMessage("map \"devices\": bpf_map_update_elem: -EINVAL (22), Invalid argument");
  }
}
