package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.bpfj.selftests.AttachTracingTest;
import dev.bpfj.selftests.ported.AttachProbeTest;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Of each hook there is a test that programs run at it, and no more once their link is closed. */
@Test(groups = "host")
public final class HookEffectsTest {
  private static final String REPLACED = "aFunctionOfYetAnotherProgramIsReplacedByALinkOfItsOwn";

  @DataProvider
  public Object[][] tests() {
    return new Object[][] {
      {ByType.class, NetworkAttachTest.class, "controlGroupWithoutALink"},
      {Cgroup.class, NetworkAttachTest.class, "controlGroup"},
      {Freplace.class, OtherTargetsTest.class, REPLACED},
      {Iter.class, IteratorTest.class, "overAMapsEntries"},
      {Kprobe.class, AttachProbeTest.class, "probesOfAFunctionsEntryAndReturnAreAttachedByHand"},
      {KprobeMulti.class, AttachTracingTest.class, "severalFunctionsAreProbedByAPattern"},
      {Ksyscall.class, CookieTest.class, "ofASystemCall"},
      {Lsm.class, OtherTargetsTest.class, "aCheckOfTheSecurityModulesRunsWhileItIsAttached"},
      {Netfilter.class, NetworkAttachTest.class, "netfilter"},
      {Netkit.class, NetkitTest.class, "programsSeeWhatLeavesTheirEnd"},
      {Netns.class, NetworkAttachTest.class, "networkNamespace"},
      {PerfEvent.class, AttachTracingTest.class, "aSoftwareClockOfEachProcessorRunsItsProgram"},
      {RawTracepoint.class, CookieTest.class, "ofARawTracepoint"},
      {Sockmap.class, NetworkAttachTest.class, "sockmap"},
      {Tc.class, TcTest.class, "filtersSeeWhatComesAndWhatGoes"},
      {Tcx.class, NetworkAttachTest.class, "tcxInTheOrderOfChoice"},
      {Trace.class, OtherTargetsTest.class, "aFunctionOfTheKernelIsNamedBeforeLoad"},
      {Tracepoint.class, CookieTest.class, "ofATracepoint"},
      {Uprobe.class, CookieTest.class, "ofAUprobe"},
      {UprobeMulti.class, UprobeMultiTest.class, "byAPattern"},
      {Usdt.class, AttachTracingTest.class, "aUsdtProbeHasItsArguments"},
      {Xdp.class, NetworkAttachTest.class, "xdp"},
    };
  }

  @Test(dataProvider = "tests")
  public void aTestShowsThatProgramsRunThere(Class<?> hook, Class<?> test, String method) {
    assertThat(Stream.of(test.getMethods()).map(Method::getName))
        .as(hook.getName())
        .contains(method);
  }

  public void everyHookHasATest() {
    assertThat(Stream.of(tests()).map(row -> row[0]))
        .containsExactlyInAnyOrder((Object[]) Hook.class.getPermittedSubclasses());
  }
}
