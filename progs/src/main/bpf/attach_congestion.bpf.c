/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A congestion control that leaves the window as it is, and counts what it is asked: registered without a link. */
#include "congestion_types.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u64 connections;
__u64 acknowledgements;

SEC("struct_ops")
void BPF_PROG(begin, struct sock *sk)
{
	__sync_fetch_and_add(&connections, 1);
}

SEC("struct_ops")
__u32 BPF_PROG(threshold, struct sock *sk)
{
	return window(sk);
}

SEC("struct_ops")
void BPF_PROG(avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	__sync_fetch_and_add(&acknowledgements, 1);
}

SEC("struct_ops")
__u32 BPF_PROG(undo, struct sock *sk)
{
	return window(sk);
}

SEC(".struct_ops")
struct tcp_congestion_ops steady = {
	.init = (void *)begin,
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)avoid,
	.undo_cwnd = (void *)undo,
	.name = "bpfj_steady",
};

char LICENSE[] SEC("license") = "Dual BSD/GPL";
