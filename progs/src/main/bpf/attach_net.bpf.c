/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Programs for network devices, network namespaces, control groups and sockmaps. Each counts the packets that
 * it sees of one UDP port, or all that it is asked about.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

__u16 port;

__u64 xdp_packets;
__u64 first_packets;
__u64 second_packets;
__u64 group_packets;
__u64 hook_packets;
__u64 lookups;
__u64 dissections;
__u64 messages;
__u32 parsed;

/* Which of two programs came first, as a list of their numbers, the latest in the lowest digit. */
__u64 sequence;

static __always_inline int is_ours(struct __sk_buff *skb, int offset)
{
	struct iphdr ip;
	struct udphdr udp;

	if (bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.version != 4 || ip.protocol != IPPROTO_UDP)
		return 0;
	if (bpf_skb_load_bytes(skb, offset + sizeof(ip), &udp, sizeof(udp)))
		return 0;
	return udp.dest == bpf_htons(port);
}

SEC("xdp")
int count_frames(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);

	if ((void *)(udp + 1) <= end && ip->protocol == IPPROTO_UDP && udp->dest == bpf_htons(port))
		__sync_fetch_and_add(&xdp_packets, 1);
	return XDP_PASS;
}

SEC("xdp")
int drop_frames(struct xdp_md *ctx)
{
	return XDP_DROP;
}

SEC("tc")
int classify_first(struct __sk_buff *skb)
{
	if (is_ours(skb, sizeof(struct ethhdr))) {
		__sync_fetch_and_add(&first_packets, 1);
		sequence = sequence * 10 + 1;
	}
	return -1; /* TC_ACT_UNSPEC, TCX_NEXT: the next one's turn */
}

SEC("tc")
int classify_second(struct __sk_buff *skb)
{
	if (is_ours(skb, sizeof(struct ethhdr))) {
		__sync_fetch_and_add(&second_packets, 1);
		sequence = sequence * 10 + 2;
	}
	return -1;
}

SEC("cgroup_skb/egress")
int count_sent(struct __sk_buff *skb)
{
	if (is_ours(skb, 0))
		__sync_fetch_and_add(&group_packets, 1);
	return 1;
}

SEC("sk_lookup")
int look_up(struct bpf_sk_lookup *ctx)
{
	if (ctx->local_port == port)
		__sync_fetch_and_add(&lookups, 1);
	return SK_PASS;
}

SEC("sk_msg")
int judge(struct sk_msg_md *msg)
{
	__sync_fetch_and_add(&messages, 1);
	return SK_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
