package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.libbpf.hook.KprobeMulti;
import dev.bpfj.libbpf.hook.Ksyscall;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.hook.Tracepoint;
import dev.bpfj.libbpf.hook.Uprobe;
import dev.bpfj.libbpf.hook.UprobeMulti;
import dev.bpfj.libbpf.hook.Usdt;
import java.nio.file.Path;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A section names the hook that libbpf attaches its program to. */
public final class SectionHookTest {
  private static final Path LIBC = Path.of("/lib/libc.so.6");

  @DataProvider
  public Object[][] sections() {
    return new Object[][] {
      {"kprobe/do_unlinkat", Kprobe.entry("do_unlinkat")},
      {"kretprobe/do_unlinkat", Kprobe.returning("do_unlinkat")},
      {"kprobe.multi/do_*", KprobeMulti.matching("do_*")},
      {"ksyscall/unlinkat", Ksyscall.entry("unlinkat")},
      {"tp/syscalls/sys_enter_openat", Tracepoint.of("syscalls", "sys_enter_openat")},
      {"raw_tp/sys_enter", RawTracepoint.of("sys_enter")},
      {"uprobe//lib/libc.so.6:malloc", Uprobe.function(LIBC, "malloc")},
      {"uprobe.s//lib/libc.so.6:malloc+0x4", Uprobe.function(LIBC, "malloc")},
      {"uprobe.multi//lib/libc.so.6:mall*", UprobeMulti.matching(LIBC, "mall*")},
      {"usdt//lib/libc.so.6:libc:setjmp", Usdt.probe(LIBC, "libc", "setjmp")},
    };
  }

  @Test(dataProvider = "sections")
  public void aSectionNamesItsHook(String section, Hook hook) {
    assertThat(SectionHook.of(section)).contains(hook);
  }

  @DataProvider
  public Object[][] withoutHook() {
    return new Object[][] {{"xdp"}, {"tc"}, {"kprobe"}, {"struct_ops/x"}, {""}};
  }

  @Test(dataProvider = "withoutHook")
  public void otherSectionsNameNone(String section) {
    assertThat(SectionHook.of(section)).isEmpty();
  }

  @DataProvider
  public Object[][] malformed() {
    return new Object[][] {{"usdt/"}, {"usdt/a"}, {"usdt/a:b"}, {"uprobe/"}, {"tp/"}, {"tp/x"}};
  }

  /** libbpf refuses them; what helps is looked for all the same. */
  @Test(dataProvider = "malformed")
  public void aMalformedTargetIsNoFailureOfItsOwn(String section) {
    assertThat(SectionHook.of(section)).isPresent();
  }
}
