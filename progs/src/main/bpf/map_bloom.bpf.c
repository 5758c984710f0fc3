/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A Bloom filter, which came with Linux 5.16. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1000);
	__uint(map_extra, 3); /* hash functions */
	__type(value, __u64);
} seen SEC(".maps");

/* Adds (value); 1 if it may have been added before. */
SEC("raw_tp/sys_enter")
int notice(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 value = ctx->args[0];

	if (!bpf_map_peek_elem(&seen, &value))
		return 1;
	bpf_map_push_elem(&seen, &value, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
