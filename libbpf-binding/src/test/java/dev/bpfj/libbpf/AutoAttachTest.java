package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.hook.Hook;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is not attached by its section alone is said to be attached in a way that there is. */
public final class AutoAttachTest {
  private static final Pattern WAY = Pattern.compile("attach\\((\\w+)\\.(\\w+)\\(\\.\\.\\.\\)");

  @DataProvider
  public Object[][] sections() {
    return new Object[][] {
      {"kprobe", "attach(Kprobe.entry(...))"},
      {"kretprobe", "attach(Kprobe.returning(...))"},
      {"kprobe.multi", "attach(KprobeMulti.matching(...))"},
      {"kretprobe.multi", "attach(KprobeMulti.matching(...).returning())"},
      {"uprobe.s", "attach(Uprobe.function(...))"},
      {"uretprobe", "attach(Uprobe.function(...).returning())"},
      {"uprobe.multi.s", "attach(UprobeMulti.matching(...))"},
      {"uretprobe.multi", "attach(UprobeMulti.matching(...).returning())"},
      {"ksyscall", "attach(Ksyscall.entry(...))"},
      {"kretsyscall", "attach(Ksyscall.returning(...))"},
      {"usdt", "attach(Usdt.probe(...))"},
      {"tp", "attach(Tracepoint.of(...))"},
      {"raw_tp.w", "attach(RawTracepoint.of(...))"},
      {"perf_event", "attach(PerfEvent.of(...))"},
      {"xdp", "attach(Xdp.on(...))"},
      {"tc", "attach(Tcx.on(...)) or attach(Tc.ingress(...))"},
      {"tcx/ingress", "attach(Tcx.on(...))"},
      {"classifier", "attach(Tc.ingress(...))"},
      {"netkit/peer", "attach(Netkit.on(...))"},
      {"netfilter", "attach(Netfilter.ipv4(...))"},
      {"cgroup/connect4", "attach(Cgroup.at(...))"},
      {"sk_lookup", "attach(Netns.at(...))"},
      {"sk_msg", "attach(Sockmap.of(...)) or attach(ByType.of(...))"},
    };
  }

  @Test(dataProvider = "sections")
  public void aSectionNamesTheWayToAttachIt(String section, String way) {
    assertThat(AutoAttach.reasonToSkip(section)).endsWith("; it is attached by " + way);
    Matcher matcher = WAY.matcher(way);
    while (matcher.find()) {
      Class<?> hook = hook(matcher.group(1));
      assertThat(Stream.of(hook.getMethods()).map(Method::getName)).contains(matcher.group(2));
    }
  }

  private static Class<?> hook(String name) {
    List<Class<?>> found =
        Stream.<Class<?>>of(Hook.class.getPermittedSubclasses())
            .filter(hook -> hook.getSimpleName().equals(name))
            .toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }

  @DataProvider
  public Object[][] attachedByThemselves() {
    return new Object[][] {{"kprobe/do_nanosleep"}, {"fentry"}, {"lsm.s/bpf"}, {"freplace"}};
  }

  @Test(dataProvider = "attachedByThemselves")
  public void aSectionWithATargetIsNotSkipped(String section) {
    assertThat(AutoAttach.reasonToSkip(section)).isEmpty();
  }
}
