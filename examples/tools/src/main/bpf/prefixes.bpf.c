/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts the packets that a device receives, by the longest prefix of their destination. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define MAX_PREFIXES 64

struct prefix {
	__u32 length;
	__u32 address; /* in network order */
};

struct traffic {
	__u64 packets;
	__u64 bytes;
};

/* The number of each prefix: an index of the counters. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, MAX_PREFIXES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u32);
} prefixes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, MAX_PREFIXES);
	__type(key, __u32);
	__type(value, struct traffic);
} counters SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct prefix prefix = { .length = 32 };
	struct traffic *traffic;
	__u32 *number;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	prefix.address = ip->daddr;
	number = bpf_map_lookup_elem(&prefixes, &prefix);
	if (!number)
		return XDP_PASS;
	traffic = bpf_map_lookup_elem(&counters, number);
	if (traffic) {
		traffic->packets++;
		traffic->bytes += end - (void *)eth;
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
