/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts the system calls of a process, and those of each of its threads. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 process;
__u64 calls;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} threads SEC(".maps");

SEC("raw_tp/sys_enter")
int on_call(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	__u32 thread = id;
	__u64 *count, one = 1;

	if (id >> 32 != process)
		return 0;
	__sync_fetch_and_add(&calls, 1);
	count = bpf_map_lookup_elem(&threads, &thread);
	if (count)
		(*count)++; /* no other thread's */
	else
		bpf_map_update_elem(&threads, &thread, &one, BPF_NOEXIST);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
