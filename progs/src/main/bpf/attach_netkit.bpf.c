/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Programs for both ends of a netkit device. They count or drop the packets to one UDP port that leave their end;
 * others pass, whatever the device's policy is for want of a program.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

/* enum tcx_action_base, which older headers lack */
#define NEXT -1
#define PASS 0
#define DROP 2

__u16 port;

__u64 from_primary;
__u64 from_peer;
__u64 dropped;

static __always_inline int is_ours(struct __sk_buff *skb)
{
	struct iphdr ip;
	struct udphdr udp;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip, sizeof(ip)) || ip.version != 4 || ip.protocol != IPPROTO_UDP)
		return 0;
	if (bpf_skb_load_bytes(skb, ETH_HLEN + sizeof(ip), &udp, sizeof(udp)))
		return 0;
	return udp.dest == bpf_htons(port);
}

SEC("netkit/primary")
int count_of_primary(struct __sk_buff *skb)
{
	if (is_ours(skb))
		__sync_fetch_and_add(&from_primary, 1);
	return NEXT;
}

SEC("netkit/peer")
int count_of_peer(struct __sk_buff *skb)
{
	if (is_ours(skb))
		__sync_fetch_and_add(&from_peer, 1);
	return NEXT;
}

SEC("netkit/peer")
int let_pass(struct __sk_buff *skb)
{
	return PASS;
}

SEC("netkit/primary")
int drop(struct __sk_buff *skb)
{
	if (!is_ours(skb))
		return PASS;
	__sync_fetch_and_add(&dropped, 1);
	return DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
