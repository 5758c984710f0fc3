package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.ProgramSettings;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.probe.Helper;
import dev.bpfj.libbpf.probe.KernelProbe;
import dev.bpfj.libbpf.probe.Support;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.selftests.harness.KernelPolicy;
import dev.bpfj.selftests.harness.ProgramKind;
import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Probes answer as the kernels' history says; what came with which version is the oracle. */
@Test(groups = {"host", "vm"})
public final class KernelProbeTest {

  private static Support since(int major, int minor) {
    return Supports.kernel(major, minor) ? Support.YES : Support.NO;
  }

  @DataProvider
  public Object[][] programTypes() {
    return new Object[][] {
      {ProgramType.SOCKET_FILTER, Support.YES},
      {ProgramType.SCHED_CLS, Support.YES},
      {ProgramType.XDP, Support.YES},
      {ProgramType.RAW_TRACEPOINT, Support.YES},
      {ProgramType.CGROUP_SKB, Support.YES},
      {ProgramType.SK_LOOKUP, Support.YES},
      {ProgramType.SYSCALL, since(5, 14)},
      {ProgramType.NETFILTER, Supports.libbpf(1, 3) ? since(6, 4) : Support.UNKNOWN},
      {new ProgramType(999), Support.UNKNOWN},
    };
  }

  // A type that the machine's policy refuses is not supported there.
  private static void requireAllowed(ProgramType type, Support expected) {
    if (expected == Support.YES) {
      int attachType =
          Map.of(
                  ProgramType.SK_LOOKUP, AttachType.SK_LOOKUP.number(),
                  ProgramType.NETFILTER, AttachType.NETFILTER.number())
              .getOrDefault(type, 0);
      int flags = type.equals(ProgramType.SYSCALL) ? ProgramSettings.SLEEPABLE : 0;
      KernelPolicy.RUNNING.require(ProgramKind.of(type.number(), attachType, flags));
    }
  }

  @Test(dataProvider = "programTypes")
  public void aProgramType(ProgramType type, Support expected) {
    requireAllowed(type, expected);
    assertThat(KernelProbe.programType(type)).isEqualTo(expected);
    assertThat(KernelProbe.programType(type)).as("asked again").isEqualTo(expected);
  }

  @DataProvider
  public Object[][] mapTypes() {
    return new Object[][] {
      {MapType.HASH, Support.YES},
      {MapType.LPM_TRIE, Support.YES},
      {MapType.RINGBUF, Support.YES},
      {MapType.BLOOM_FILTER, since(5, 16)},
      {MapType.USER_RINGBUF, since(6, 1)},
      {
        MapType.STRUCT_OPS,
        Supports.kernel(6, 9) || !Supports.libbpf(1, 4) ? Support.YES : Support.UNKNOWN
      },
      {new MapType(999), Support.UNKNOWN},
    };
  }

  @Test(dataProvider = "mapTypes")
  public void aMapType(MapType type, Support expected) {
    assertThat(KernelProbe.mapType(type)).isEqualTo(expected);
  }

  @DataProvider
  public Object[][] helpers() {
    return new Object[][] {
      {ProgramType.XDP, "bpf_map_lookup_elem", Support.YES},
      {ProgramType.XDP, "bpf_xdp_adjust_head", Support.YES},
      {ProgramType.SCHED_CLS, "bpf_xdp_adjust_head", Support.NO},
      {ProgramType.XDP, "bpf_loop", since(5, 17)},
      {ProgramType.XDP, "bpf_ktime_get_tai_ns", since(6, 1)},
      {ProgramType.TRACING, "bpf_map_lookup_elem", Support.UNKNOWN},
    };
  }

  @Test(dataProvider = "helpers")
  public void aHelper(ProgramType type, String name, Support expected) {
    requireAllowed(type, expected);
    assertThat(KernelProbe.helper(type, Helper.of(name))).isEqualTo(expected);
  }

  public void helpersHaveTheNumbersOfTheKernel() {
    assertThat(Helper.of("bpf_map_lookup_elem").number()).isEqualTo(1);
    assertThat(Helper.of("bpf_ringbuf_output").number()).isEqualTo(130);
    assertThat(new Helper(211)).hasToString("bpf_cgrp_storage_delete");
    assertThat(new Helper(9999)).hasToString("helper 9999");
    assertThatThrownBy(() -> Helper.of("bpf_nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no helper of that name: helper=bpf_nothing");
  }

  @DataProvider
  public Object[][] linkTypes() {
    return new Object[][] {
      {LinkType.RAW_TRACEPOINT, Support.YES},
      {LinkType.CGROUP, Support.YES},
      {LinkType.NETNS, Support.YES},
      {LinkType.XDP, Support.YES},
      {LinkType.ITER, Support.YES},
      {LinkType.PERF_EVENT, since(5, 15)},
      {LinkType.NETFILTER, since(6, 4)},
      {LinkType.TCX, since(6, 6)},
      {LinkType.UPROBE_MULTI, since(6, 6)},
      {LinkType.SOCKMAP, since(6, 10)},
      {new LinkType(99), Support.UNKNOWN},
    };
  }

  @Test(dataProvider = "linkTypes")
  public void aLinkType(LinkType type, Support expected) {
    assertThat(KernelProbe.linkType(type)).isEqualTo(expected);
  }

  public void theKernelsTypes() {
    assertThat(KernelProbe.hasKernelBtf()).isTrue();
  }
}
