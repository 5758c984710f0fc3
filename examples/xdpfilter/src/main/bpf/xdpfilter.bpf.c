/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Drops received packets by their source, and counts them; counts what is sent to the same addresses. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define MAX_PREFIXES 1024
#define ADDRESS_LENGTH 16
#define IPV4_BITS 32
#define IPV6_BITS 128

struct ipv4_prefix {
	__u32 length;
	__u32 address;
};

struct ipv6_prefix {
	__u32 length;
	__u8 address[ADDRESS_LENGTH];
};

struct traffic {
	__u64 packets;
	__u64 bytes;
};

/* The number of each prefix, an index of the counters. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, MAX_PREFIXES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct ipv4_prefix);
	__type(value, __u32);
} ipv4_prefixes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, MAX_PREFIXES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct ipv6_prefix);
	__type(value, __u32);
} ipv6_prefixes SEC(".maps");

/* Each CPU counts for itself, without locks or atomic operations. User space adds them up. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, MAX_PREFIXES);
	__type(key, __u32);
	__type(value, struct traffic);
} dropped SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, MAX_PREFIXES);
	__type(key, __u32);
	__type(value, struct traffic);
} sent SEC(".maps");

/* The number of the prefix that a packet's source, or destination, belongs to; NULL if it is of none. */
static __always_inline __u32 *number_of(void *data, void *end, bool source)
{
	struct ethhdr *eth = data;
	struct ipv4_prefix ipv4 = { .length = IPV4_BITS };
	struct ipv6_prefix ipv6 = { .length = IPV6_BITS };

	if ((void *)(eth + 1) > end)
		return NULL;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) > end)
			return NULL;
		ipv4.address = source ? ip->saddr : ip->daddr;
		return bpf_map_lookup_elem(&ipv4_prefixes, &ipv4);
	}
	if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) > end)
			return NULL;
		__builtin_memcpy(ipv6.address, source ? &ip->saddr : &ip->daddr, ADDRESS_LENGTH);
		return bpf_map_lookup_elem(&ipv6_prefixes, &ipv6);
	}
	return NULL;
}

static __always_inline void count(void *counters, __u32 *number, __u64 bytes)
{
	struct traffic *traffic = bpf_map_lookup_elem(counters, number);

	if (traffic) {
		traffic->packets++;
		traffic->bytes += bytes;
	}
}

SEC("xdp")
int on_receive(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	__u32 *number = number_of(data, end, true);

	if (!number)
		return XDP_PASS;
	count(&dropped, number, end - data);
	return XDP_DROP;
}

SEC("tcx/egress")
int on_send(struct __sk_buff *skb)
{
	__u32 *number = number_of((void *)(long)skb->data, (void *)(long)skb->data_end, false);

	if (number)
		count(&sent, number, skb->len);
	return TC_ACT_UNSPEC; /* what other programs and filters say */
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
