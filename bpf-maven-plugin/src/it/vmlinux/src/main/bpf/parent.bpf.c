// SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct exit {
  u32 pid;
  u32 parent;
};

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 16);
  __type(key, u32);
  __type(value, struct exit);
} exits SEC(".maps");

SEC("raw_tp/sched_process_exit")
int on_exit(struct bpf_raw_tracepoint_args *ctx) {
  struct task_struct *task = (struct task_struct *)ctx->args[0];
  struct exit exit = {
      .pid = BPF_CORE_READ(task, tgid),
      .parent = BPF_CORE_READ(task, real_parent, tgid),
  };
  bpf_map_update_elem(&exits, &exit.pid, &exit, BPF_ANY);
  return 0;
}
