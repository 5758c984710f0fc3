package dev.bpfj.libbpf.internal.struct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.internal.call.CallMemory;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The structures of attaching lie in memory as C has them: as the installed header declares them
 * and, since that may be older than what the binding knows, as libbpf 1.4 declares them.
 */
public final class ProbeStructsTest {
  private static final String INSTALLED = "#include <bpf/libbpf.h>";
  private static final String NEWER =
      """
      #include <linux/types.h>
      #include <stdbool.h>
      enum mode { MODE };
      struct bpf_kprobe_opts {
        size_t sz; __u64 bpf_cookie; size_t offset; bool retprobe; enum mode attach_mode; size_t :0;
      };
      struct bpf_uprobe_opts {
        size_t sz; size_t ref_ctr_offset; __u64 bpf_cookie; bool retprobe; const char *func_name;
        enum mode attach_mode; size_t :0;
      };
      struct bpf_perf_event_opts {
        size_t sz; __u64 bpf_cookie; bool force_ioctl_attach; size_t :0;
      };
      struct bpf_raw_tracepoint_opts { size_t sz; __u64 cookie; size_t :0; };
      """;
  private static final long COOKIE = 0x1122334455667788L;

  private CallMemory memory;

  @BeforeMethod
  public void openMemory() {
    memory = new CallMemory();
  }

  @AfterMethod
  public void closeMemory() {
    memory.close();
  }

  @Test
  public void aKprobe() {
    NativeStruct c =
        NativeStruct.of(
            KprobeOpts.write(memory, COOKIE, 21, true, 0),
            INSTALLED,
            "bpf_kprobe_opts",
            "sz",
            "bpf_cookie",
            "offset",
            "retprobe");
    assertThat(c.get("bpf_cookie")).isEqualTo(COOKIE);
    assertThat(c.get("offset")).isEqualTo(21);
    assertThat(c.get("retprobe")).isEqualTo(1);
    c.assertNothingBut("bpf_cookie", "offset", "retprobe");
  }

  @Test
  public void aKprobeOfAChosenMode() {
    NativeStruct c =
        NativeStruct.of(
            KprobeOpts.write(memory, 0, 0, false, 3),
            NEWER,
            "bpf_kprobe_opts",
            "sz",
            "attach_mode");
    assertThat(c.get("attach_mode")).isEqualTo(3);
    c.assertNothingBut("attach_mode");
  }

  @Test
  public void severalKprobes() {
    NativeStruct c =
        NativeStruct.of(
            KprobeMultiOpts.write(memory, List.of("a", "bc"), List.of(), List.of(5L, COOKIE), true),
            INSTALLED,
            "bpf_kprobe_multi_opts",
            "sz",
            "syms",
            "cookies",
            "cnt",
            "retprobe");
    long[] names = c.words("syms", 2);
    assertThat(NativeStruct.text(names[0])).isEqualTo("a");
    assertThat(NativeStruct.text(names[1])).isEqualTo("bc");
    assertThat(c.words("cookies", 2)).containsExactly(5, COOKIE);
    assertThat(c.get("cnt")).isEqualTo(2);
    assertThat(c.get("retprobe")).isEqualTo(1);
    c.assertNothingBut("syms", "cookies", "cnt", "retprobe");
  }

  @Test
  public void severalKprobesByTheirAddresses() {
    NativeStruct c =
        NativeStruct.of(
            KprobeMultiOpts.write(memory, List.of(), List.of(0x1000L, COOKIE), List.of(), false),
            INSTALLED,
            "bpf_kprobe_multi_opts",
            "sz",
            "addrs",
            "cnt");
    assertThat(c.words("addrs", 2)).containsExactly(0x1000, COOKIE);
    assertThat(c.get("cnt")).isEqualTo(2);
    c.assertNothingBut("addrs", "cnt");
  }

  @Test
  public void kprobesOfAPatternHaveNoList() {
    long opts = KprobeMultiOpts.write(memory, List.of(), List.of(), List.of(), false);
    NativeStruct.of(opts, INSTALLED, "bpf_kprobe_multi_opts", "sz").assertNothingBut();
  }

  @Test
  public void aSystemCall() {
    NativeStruct c =
        NativeStruct.of(
            KsyscallOpts.write(memory, COOKIE, true),
            INSTALLED,
            "bpf_ksyscall_opts",
            "sz",
            "bpf_cookie",
            "retprobe");
    assertThat(c.get("bpf_cookie")).isEqualTo(COOKIE);
    assertThat(c.get("retprobe")).isEqualTo(1);
    c.assertNothingBut("bpf_cookie", "retprobe");
  }

  @Test
  public void aUprobe() {
    NativeStruct c =
        NativeStruct.of(
            UprobeOpts.write(memory, 0x1234, COOKIE, true, Optional.of("malloc"), 0),
            INSTALLED,
            "bpf_uprobe_opts",
            "sz",
            "ref_ctr_offset",
            "bpf_cookie",
            "retprobe",
            "func_name");
    assertThat(c.get("ref_ctr_offset")).isEqualTo(0x1234);
    assertThat(c.get("bpf_cookie")).isEqualTo(COOKIE);
    assertThat(c.get("retprobe")).isEqualTo(1);
    assertThat(c.string("func_name")).isEqualTo("malloc");
    // the installed structure may end before attach_mode, whose size sz then counts
    assertThat(c.get("sz")).isGreaterThanOrEqualTo(c.places().get("").size());
  }

  @Test
  public void aUprobeOfAChosenMode() {
    NativeStruct c =
        NativeStruct.of(
            UprobeOpts.write(memory, 0, 0, false, Optional.empty(), 2),
            NEWER,
            "bpf_uprobe_opts",
            "sz",
            "attach_mode");
    assertThat(c.get("attach_mode")).isEqualTo(2);
    c.assertNothingBut("attach_mode");
  }

  @Test
  public void aPerfEvent() {
    NativeStruct c =
        NativeStruct.of(
            PerfEventOpts.write(memory, COOKIE, true),
            NEWER,
            "bpf_perf_event_opts",
            "sz",
            "bpf_cookie",
            "force_ioctl_attach");
    assertThat(c.get("bpf_cookie")).isEqualTo(COOKIE);
    assertThat(c.get("force_ioctl_attach")).isEqualTo(1);
    c.assertNothingBut("bpf_cookie", "force_ioctl_attach");
  }

  @DataProvider
  public Object[][] structuresOfACookieOnly() {
    return new Object[][] {
      {INSTALLED, "bpf_trace_opts", "cookie"},
      {INSTALLED, "bpf_tracepoint_opts", "bpf_cookie"},
      {INSTALLED, "bpf_usdt_opts", "usdt_cookie"},
      {NEWER, "bpf_raw_tracepoint_opts", "cookie"},
    };
  }

  @Test(dataProvider = "structuresOfACookieOnly")
  public void aCookieAlone(String declarations, String name, String member) {
    NativeStruct c =
        NativeStruct.of(CookieOpts.write(memory, COOKIE), declarations, name, "sz", member);
    assertThat(c.get(member)).isEqualTo(COOKIE);
    c.assertNothingBut(member);
  }
}
