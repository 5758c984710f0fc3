/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A small tool's object, for the time that a whole life takes. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

const volatile __u32 wanted = 0;
__u64 calls = 0;

SEC("raw_tp/sys_enter")
int enter(void *ctx)
{
	__u32 process = bpf_get_current_pid_tgid() >> 32;
	__u64 one = 1, *count;

	if (wanted && process != wanted)
		return 0;
	calls++;
	count = bpf_map_lookup_elem(&counts, &process);
	if (count)
		(*count)++;
	else
		bpf_map_update_elem(&counts, &process, &one, BPF_ANY);
	return 0;
}

SEC("raw_tp/sys_exit")
int leave(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
