/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts programs that are started, how long processes live, and system calls that fail. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define COMMAND_LENGTH 16
#define MAX_FAILURES 10240
#define NS_PER_MS 1000000ULL
/* Error numbers above are the kernel's own, such as ERESTARTSYS: the call is done again. */
#define MAX_ERROR 133
/* Slot i: at most 2^i ms. The last one: longer. */
#define SLOTS 22

/* Read by user space as memory, without a system call. */
__u64 executions;
__u64 lifetimes[SLOTS];
__u64 lifetimes_ns;
/* Failed calls that the map had no room for. */
__u64 uncounted;

struct failure {
	char command[COMMAND_LENGTH];
	int error;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, MAX_FAILURES);
	__type(key, struct failure);
	__type(value, __u64);
} failures SEC(".maps");

SEC("raw_tp/sched_process_exec")
int on_exec(void *ctx)
{
	__sync_fetch_and_add(&executions, 1);
	return 0;
}

SEC("raw_tp/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct *task)
{
	__u64 life;
	int slot;

	if (BPF_CORE_READ(task, pid) != BPF_CORE_READ(task, tgid))
		return 0; /* not the main thread */
	life = bpf_ktime_get_ns() - BPF_CORE_READ(task, start_time);
	__sync_fetch_and_add(&lifetimes_ns, life);
	for (slot = 0; slot < SLOTS - 1; slot++) {
		if (life <= NS_PER_MS << slot)
			break;
	}
	__sync_fetch_and_add(&lifetimes[slot], 1);
	return 0;
}

SEC("raw_tp/sys_exit")
int BPF_PROG(on_return, struct pt_regs *registers, long result)
{
	struct failure failure = {};
	__u64 *count, one = 1;

	if (result >= 0 || result < -MAX_ERROR)
		return 0;
	failure.error = -result;
	bpf_get_current_comm(failure.command, sizeof(failure.command));
	count = bpf_map_lookup_elem(&failures, &failure);
	if (!count) {
		if (!bpf_map_update_elem(&failures, &failure, &one, BPF_NOEXIST))
			return 0;
		count = bpf_map_lookup_elem(&failures, &failure); /* another CPU may have put it in */
	}
	if (count)
		(*count)++; /* this CPU's */
	else
		__sync_fetch_and_add(&uncounted, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
