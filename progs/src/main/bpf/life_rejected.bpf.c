/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A program that no verifier lets pass: it does not ask whether its map has the key. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} numbers SEC(".maps");

int in = 0;

SEC("raw_tp/sys_enter")
int reads_blindly(void *ctx)
{
	__u32 key = 0;
	__u32 *number = bpf_map_lookup_elem(&numbers, &key);

	return *number;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
