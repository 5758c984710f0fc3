/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A program of each kind that packets and sockets pass, for AttachNetworkTest: each drops what goes to one
 * port, and nothing else. All are turned off: a test turns on what its kernel has.
 */
#include <stddef.h>
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

/* set before load */
const volatile int port;

int dropped;

static bool is_ours(struct __sk_buff *skb, int network)
{
	__u8 protocol = 0;
	__be16 to = 0;

	bpf_skb_load_bytes(skb, network + offsetof(struct iphdr, protocol), &protocol, sizeof(protocol));
	bpf_skb_load_bytes(skb, network + sizeof(struct iphdr) + offsetof(struct udphdr, dest), &to,
			   sizeof(to));
	if (protocol != IPPROTO_UDP || bpf_ntohs(to) != port)
		return false;
	__sync_fetch_and_add(&dropped, 1);
	return true;
}

SEC("?cgroup_skb/egress")
int of_cgroup(struct __sk_buff *skb)
{
	return is_ours(skb, 0) ? 0 : 1;
}

SEC("?tc")
int of_queue(struct __sk_buff *skb)
{
	return is_ours(skb, ETH_HLEN) ? TC_ACT_SHOT : TC_ACT_OK;
}

SEC("?tc")
int of_linked_queue(struct __sk_buff *skb)
{
	return is_ours(skb, ETH_HLEN) ? TC_ACT_SHOT : TC_ACT_OK;
}

SEC("?xdp")
int of_device(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *ethernet = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(ethernet + 1);
	struct udphdr *udp = (void *)(ip + 1);

	if ((void *)(udp + 1) > end || ethernet->h_proto != bpf_htons(ETH_P_IP) ||
	    ip->protocol != IPPROTO_UDP || bpf_ntohs(udp->dest) != port)
		return XDP_PASS;
	__sync_fetch_and_add(&dropped, 1);
	return XDP_DROP;
}

SEC("?sk_lookup")
int of_namespace(struct bpf_sk_lookup *ctx)
{
	if (ctx->local_port != port)
		return SK_PASS;
	__sync_fetch_and_add(&dropped, 1);
	return SK_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
