/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts packets by protocol and destination port, and drops those of the ports that user space names. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct target {
	__u16 port; /* in the byte order of this machine */
	__u16 protocol;
};

struct traffic {
	__u64 packets;
	__u64 bytes;
	__u64 dropped;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_PERCPU_HASH);
	__uint(max_entries, 4096);
	__type(key, struct target);
	__type(value, struct traffic);
} counters SEC(".maps");

/* The ports whose packets are dropped; the value is not used. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u16);
	__type(value, __u8);
} blocked SEC(".maps");

static void count(const struct target *target, __u64 bytes, int dropped)
{
	struct traffic *traffic = bpf_map_lookup_elem(&counters, target);
	struct traffic none = {};

	if (!traffic) {
		bpf_map_update_elem(&counters, target, &none, BPF_NOEXIST);
		traffic = bpf_map_lookup_elem(&counters, target);
		if (!traffic)
			return;
	}
	/* Of this CPU alone. */
	traffic->packets++;
	traffic->bytes += bytes;
	traffic->dropped += dropped;
}

SEC("xdp")
int guard(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct target target = {};
	__be16 *ports; /* source, destination: as UDP and TCP begin */
	int dropped;

	if ((void *)(eth + 1) > end)
		return XDP_PASS;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) > end)
			return XDP_PASS;
		target.protocol = ip->protocol;
		ports = (void *)ip + ip->ihl * 4;
	} else if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip = (void *)(eth + 1);

		if ((void *)(ip + 1) > end)
			return XDP_PASS;
		target.protocol = ip->nexthdr;
		ports = (void *)(ip + 1);
	} else {
		return XDP_PASS;
	}
	if (target.protocol != IPPROTO_TCP && target.protocol != IPPROTO_UDP)
		return XDP_PASS;
	if ((void *)(ports + 2) > end)
		return XDP_PASS;
	target.port = bpf_ntohs(ports[1]);
	dropped = bpf_map_lookup_elem(&blocked, &target.port) != NULL;
	count(&target, end - data, dropped);
	return dropped ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
