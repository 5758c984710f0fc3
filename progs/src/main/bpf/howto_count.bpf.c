/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts the system calls of each process. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} calls SEC(".maps");

SEC("raw_tp/sys_enter")
int on_call(void *ctx)
{
	__u32 process = bpf_get_current_pid_tgid() >> 32;
	__u64 *count = bpf_map_lookup_elem(&calls, &process);
	__u64 one = 1;

	/* Another CPU may put it in first: then there is a count to add to. */
	if (!count && bpf_map_update_elem(&calls, &process, &one, BPF_NOEXIST))
		count = bpf_map_lookup_elem(&calls, &process);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
