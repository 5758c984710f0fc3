package dev.bpfj.libbpf.internal.struct;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/**
 * The structures of attaching to hooks lie in memory as C has them: as the installed headers
 * declare them, or as newer ones do.
 */
public final class HookStructsTest {
  private static final String INSTALLED = "#include <bpf/bpf.h>\n#include <bpf/libbpf.h>";
  private static final String NEWER =
      """
      #include <linux/types.h>
      #include <stdbool.h>
      struct bpf_tcx_opts {
        size_t sz; __u32 flags; __u32 relative_fd; __u32 relative_id; __u64 expected_revision;
        size_t :0;
      };
      struct bpf_netfilter_opts { size_t sz; __u32 pf; __u32 hooknum; __s32 priority; __u32 flags; };
      struct bpf_uprobe_multi_opts {
        size_t sz; const char **syms; const unsigned long *offsets;
        const unsigned long *ref_ctr_offsets; const __u64 *cookies; size_t cnt; bool retprobe;
        bool session; size_t :0;
      };
      struct bpf_link_update_opts { size_t sz; __u32 flags; __u32 old_prog_fd; };
      struct link_create_of_xdp { size_t sz; __u32 flags; void *iter_info; __u64 rest; };
      struct iter_of_map { __u32 map_fd; __u32 more[3]; };
      struct iter_of_tasks { __u32 tid; __u32 pid; __u32 pid_fd; __u32 more; };
      struct iter_of_groups { __u32 order; __u32 cgroup_fd; __u64 cgroup_id; };
      """;
  private static final long REVISION = 0x1122334455667788L;

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
  public void anOrder() {
    NativeStruct c =
        NativeStruct.of(
            OrderOpts.write(memory, 8 + 32, 7, REVISION),
            NEWER,
            "bpf_tcx_opts",
            "sz",
            "flags",
            "relative_id",
            "expected_revision");
    assertThat(c.get("flags")).isEqualTo(8 + 32);
    assertThat(c.get("relative_id")).isEqualTo(7);
    assertThat(c.get("expected_revision")).isEqualTo(REVISION);
    c.assertNothingBut("flags", "relative_id", "expected_revision");
  }

  @Test
  public void aHookOfNetfilter() {
    NativeStruct c =
        NativeStruct.of(
            NetfilterOpts.write(memory, 10, 4, -5, 1),
            NEWER,
            "bpf_netfilter_opts",
            "sz",
            "pf",
            "hooknum",
            "priority",
            "flags");
    assertThat(c.get("pf")).isEqualTo(10);
    assertThat(c.get("hooknum")).isEqualTo(4);
    assertThat((int) c.get("priority")).isEqualTo(-5);
    assertThat(c.get("flags")).isEqualTo(1);
    c.assertNothingBut("pf", "hooknum", "priority", "flags");
  }

  /** The link_info that the options of an iterator point to. */
  private static NativeStruct info(long options, String name, String... members) {
    NativeStruct c =
        NativeStruct.of(
            options, INSTALLED, "bpf_iter_attach_opts", "sz", "link_info", "link_info_len");
    assertThat(c.get("link_info_len")).isEqualTo(16);
    c.assertNothingBut("link_info", "link_info_len");
    return NativeStruct.of(c.get("link_info"), NEWER, name, members);
  }

  @Test
  public void anIteratorOverAMap() {
    NativeStruct c = info(IterAttachOpts.ofMap(memory, 42), "iter_of_map", "map_fd");
    assertThat(c.get("map_fd")).isEqualTo(42);
  }

  @Test
  public void anIteratorOverTasks() {
    NativeStruct c = info(IterAttachOpts.ofTasks(memory, 5, 6), "iter_of_tasks", "tid", "pid");
    assertThat(c.get("tid")).isEqualTo(5);
    assertThat(c.get("pid")).isEqualTo(6);
  }

  @Test
  public void anIteratorOverControlGroups() {
    NativeStruct c =
        info(
            IterAttachOpts.ofCgroups(memory, 3, REVISION),
            "iter_of_groups",
            "order",
            "cgroup_fd",
            "cgroup_id");
    assertThat(c.get("order")).isEqualTo(3);
    assertThat(c.get("cgroup_fd")).isZero();
    assertThat(c.get("cgroup_id")).isEqualTo(REVISION);
  }

  @Test
  public void anXdpMode() {
    NativeStruct c =
        NativeStruct.of(
            LinkCreateOpts.write(memory, 4), NEWER, "link_create_of_xdp", "sz", "flags");
    assertThat(c.get("flags")).isEqualTo(4);
    c.assertNothingBut("flags");
  }

  @Test
  public void anUpdateOfALink() {
    NativeStruct c =
        NativeStruct.of(
            LinkUpdateOpts.write(memory, 4, 17),
            NEWER,
            "bpf_link_update_opts",
            "sz",
            "flags",
            "old_prog_fd");
    assertThat(c.get("flags")).isEqualTo(4);
    assertThat(c.get("old_prog_fd")).isEqualTo(17);
    c.assertNothingBut("flags", "old_prog_fd");
  }

  @Test
  public void severalUprobes() {
    long opts =
        UprobeMultiOpts.write(
            memory, List.of(), List.of(16L, 32L), List.of(100L, 200L), List.of(1L, REVISION), true);
    NativeStruct c =
        NativeStruct.of(
            opts,
            NEWER,
            "bpf_uprobe_multi_opts",
            "sz",
            "offsets",
            "ref_ctr_offsets",
            "cookies",
            "cnt",
            "retprobe");
    assertThat(c.words("offsets", 2)).containsExactly(16, 32);
    assertThat(c.words("ref_ctr_offsets", 2)).containsExactly(100, 200);
    assertThat(c.words("cookies", 2)).containsExactly(1, REVISION);
    assertThat(c.get("cnt")).isEqualTo(2);
    assertThat(c.get("retprobe")).isEqualTo(1);
    c.assertNothingBut("offsets", "ref_ctr_offsets", "cookies", "cnt", "retprobe");
  }

  @Test
  public void severalUprobesByTheirNames() {
    long opts =
        UprobeMultiOpts.write(memory, List.of("f", "gh"), List.of(), List.of(), List.of(), false);
    NativeStruct c = NativeStruct.of(opts, NEWER, "bpf_uprobe_multi_opts", "sz", "syms", "cnt");
    long[] names = c.words("syms", 2);
    assertThat(NativeStruct.text(names[0])).isEqualTo("f");
    assertThat(NativeStruct.text(names[1])).isEqualTo("gh");
    assertThat(c.get("cnt")).isEqualTo(2);
    c.assertNothingBut("syms", "cnt");
  }

  @Test
  public void aPlaceInTrafficControl() {
    NativeStruct c =
        NativeStruct.of(
            TcHookStruct.write(memory, 3, 4, 0x10002),
            INSTALLED,
            "bpf_tc_hook",
            "sz",
            "ifindex",
            "attach_point",
            "parent");
    assertThat(c.get("ifindex")).isEqualTo(3);
    assertThat(c.get("attach_point")).isEqualTo(4);
    assertThat(c.get("parent")).isEqualTo(0x10002);
    c.assertNothingBut("ifindex", "attach_point", "parent");
  }

  @Test
  public void aFilterOfTrafficControl() {
    long opts = TcOpts.write(memory, 7, 42, 17, 1);
    NativeStruct c =
        NativeStruct.of(
            opts, INSTALLED, "bpf_tc_opts", "sz", "prog_fd", "flags", "handle", "priority");
    assertThat(c.get("prog_fd")).isEqualTo(17);
    assertThat(c.get("flags")).isEqualTo(1);
    assertThat(c.get("handle")).isEqualTo(7).isEqualTo(TcOpts.handle(opts));
    assertThat(c.get("priority")).isEqualTo(42).isEqualTo(TcOpts.priority(opts));
    c.assertNothingBut("prog_fd", "flags", "handle", "priority");
  }

  @Test
  public void theIdOfAFiltersProgram() {
    long opts = TcOpts.write(memory, 0, 0);
    NativeStruct c = NativeStruct.of(opts, INSTALLED, "bpf_tc_opts", "sz", "prog_id");
    MemoryIO.getInstance().putInt(opts + c.places().get("prog_id").offset(), 1234);
    assertThat(TcOpts.programId(opts)).isEqualTo(1234);
  }
}
