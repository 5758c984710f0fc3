/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts what a device sends. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

__u64 packets;
__u64 bytes;

SEC("tcx/egress")
int on_send(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&packets, 1);
	__sync_fetch_and_add(&bytes, skb->len);
	return TC_ACT_UNSPEC; /* what other programs and filters say */
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
