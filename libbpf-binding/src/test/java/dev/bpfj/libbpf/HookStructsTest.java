package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.attach.IterOptions;
import dev.bpfj.libbpf.attach.NetfilterOptions;
import dev.bpfj.libbpf.attach.Order;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.libbpf.attach.XdpMode;
import dev.bpfj.libbpf.internal.call.Arena;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
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

  private Arena arena;

  @BeforeMethod
  public void openArena() {
    arena = new Arena();
  }

  @AfterMethod
  public void closeArena() {
    arena.close();
  }

  private static NativeStruct struct(
      long address, String declarations, String name, String... members) {
    return new NativeStruct(address, COffsets.of(declarations, "struct " + name, List.of(members)));
  }

  @DataProvider
  public Object[][] orders() {
    // flags as linux/bpf.h has them: BPF_F_BEFORE 8, AFTER 16, ID 32, LINK 8192
    return new Object[][] {
      {Order.any(), 0, 0},
      {Order.first(), 8, 0},
      {Order.last(), 16, 0},
      {Order.beforeProgram(7), 8 + 32, 7},
      {Order.afterProgram(7), 16 + 32, 7},
      {Order.beforeLink(9), 8 + 32 + 8192, 9},
      {Order.afterLink(9), 16 + 32 + 8192, 9},
    };
  }

  @Test(dataProvider = "orders")
  public void anOrder(Order order, int flags, int id) {
    NativeStruct c =
        struct(
            HookStructs.order(arena, order.withExpectedRevision(REVISION)),
            NEWER,
            "bpf_tcx_opts",
            "sz",
            "flags",
            "relative_id",
            "expected_revision");
    assertThat(c.get("flags")).isEqualTo(flags);
    assertThat(c.get("relative_id")).isEqualTo(id);
    assertThat(c.get("expected_revision")).isEqualTo(REVISION);
    c.assertNothingBut("flags", "relative_id", "expected_revision");
  }

  @Test
  public void aHookOfNetfilter() {
    NetfilterOptions options =
        NetfilterOptions.ipv6(NetfilterOptions.POST_ROUTING, -5).withDefragmented(true);
    NativeStruct c =
        struct(
            HookStructs.netfilter(arena, options),
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

  @Test
  public void anIteratorOverEverythingHasNoOptions() {
    assertThat(HookStructs.iter(arena, IterOptions.all())).isZero();
  }

  /** The link_info that the options of an iterator point to. */
  private static NativeStruct info(long options, String name, String... members) {
    NativeStruct c =
        struct(options, INSTALLED, "bpf_iter_attach_opts", "sz", "link_info", "link_info_len");
    assertThat(c.get("link_info_len")).isEqualTo(16);
    c.assertNothingBut("link_info", "link_info_len");
    return struct(c.get("link_info"), NEWER, name, members);
  }

  @Test
  public void anIteratorOverAMap() {
    NativeStruct c = info(HookStructs.iterOfMap(arena, 42), "iter_of_map", "map_fd");
    assertThat(c.get("map_fd")).isEqualTo(42);
  }

  @Test
  public void anIteratorOverTasks() {
    NativeStruct thread =
        info(HookStructs.iter(arena, IterOptions.thread(5)), "iter_of_tasks", "tid", "pid");
    assertThat(thread.get("tid")).isEqualTo(5);
    assertThat(thread.get("pid")).isZero();
    NativeStruct process =
        info(HookStructs.iter(arena, IterOptions.process(6)), "iter_of_tasks", "tid", "pid");
    assertThat(process.get("tid")).isZero();
    assertThat(process.get("pid")).isEqualTo(6);
  }

  @Test
  public void anIteratorOverControlGroups() {
    IterOptions options = IterOptions.cgroups(IterOptions.CgroupOrder.DESCENDANTS_POST, REVISION);
    NativeStruct c =
        info(HookStructs.iter(arena, options), "iter_of_groups", "order", "cgroup_fd", "cgroup_id");
    assertThat(c.get("order")).isEqualTo(3);
    assertThat(c.get("cgroup_fd")).isZero();
    assertThat(c.get("cgroup_id")).isEqualTo(REVISION);
  }

  @Test
  public void anXdpMode() {
    NativeStruct c =
        struct(
            HookStructs.linkCreate(arena, XdpMode.NATIVE),
            NEWER,
            "link_create_of_xdp",
            "sz",
            "flags");
    assertThat(c.get("flags")).isEqualTo(4);
    c.assertNothingBut("flags");
  }

  @Test
  public void anUpdateOfALink() {
    NativeStruct c =
        struct(
            HookStructs.linkUpdate(arena, 4, 17),
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
    UprobeMultiOptions options =
        UprobeMultiOptions.at("a.out", List.of(16L, 32L))
            .withRefCtrOffsets(List.of(100L, 200L))
            .withCookies(List.of(1L, REVISION))
            .onReturns();
    NativeStruct c =
        struct(
            AttachStructs.uprobeMulti(arena, options),
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
    UprobeMultiOptions options = UprobeMultiOptions.of("a.out", List.of("f", "gh"));
    NativeStruct c =
        struct(
            AttachStructs.uprobeMulti(arena, options),
            NEWER,
            "bpf_uprobe_multi_opts",
            "sz",
            "syms",
            "cnt");
    long[] names = c.words("syms", 2);
    assertThat(NativeStruct.text(names[0])).isEqualTo("f");
    assertThat(NativeStruct.text(names[1])).isEqualTo("gh");
    assertThat(c.get("cnt")).isEqualTo(2);
    c.assertNothingBut("syms", "cnt");
  }

  @Test
  public void oneCookieForEachPlaceIsNeeded() {
    UprobeMultiOptions options = UprobeMultiOptions.of("a.out", List.of("f", "g"));
    assertThatThrownBy(() -> options.withCookies(List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("uprobe.multi: one cookie for each place is needed: cookies=1, places=2");
    assertThatThrownBy(() -> options.withRefCtrOffsets(List.of(1L, 2L, 3L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("uprobe.multi: one counter for each place is needed: counters=3, places=2");
  }
}
