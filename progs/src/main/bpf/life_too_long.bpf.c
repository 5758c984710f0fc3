/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A program with a mistake at the end of so many steps that the verifier's log of it is long. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} numbers SEC(".maps");

__u64 sum;

#define STEP sum += bpf_ktime_get_ns() * 3;
#define STEPS STEP STEP STEP STEP STEP STEP STEP STEP
#define MANY STEPS STEPS STEPS STEPS STEPS STEPS STEPS STEPS

SEC("raw_tp/sys_enter")
int goes_wrong_late(void *ctx)
{
	__u32 key = 0;
	__u32 *number;

	MANY MANY MANY MANY MANY MANY MANY MANY
	MANY MANY MANY MANY MANY MANY MANY MANY
	number = bpf_map_lookup_elem(&numbers, &key);
	return *number + 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
