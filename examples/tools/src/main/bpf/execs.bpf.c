/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tells each program that is executed, and by which process. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct exec {
	__u32 pid;
	__u32 parent;
	__u32 uid;
	char comm[16];
};

/* Records that did not fit. */
__u64 lost;

/* Never filled: without a variable of its type, the object does not tell the record's layout. */
struct exec layout;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} execs SEC(".maps");

SEC("raw_tp/sched_process_exec")
int on_exec(void *ctx)
{
	struct exec *exec = bpf_ringbuf_reserve(&execs, sizeof(*exec), 0);
	struct task_struct *task = (void *)bpf_get_current_task();

	if (!exec) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	exec->pid = bpf_get_current_pid_tgid() >> 32;
	exec->parent = BPF_CORE_READ(task, real_parent, tgid);
	exec->uid = bpf_get_current_uid_gid();
	bpf_get_current_comm(exec->comm, sizeof(exec->comm));
	bpf_ringbuf_submit(exec, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
