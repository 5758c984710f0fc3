/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Two congestion controls of one name, of which one at a time can be registered, by a link. Both leave the window
 * as it is; each counts the connections that begin with it and what it is told of them.
 */
#include "congestion_types.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u64 first_connections;
__u64 first_acknowledgements;
__u64 second_connections;
__u64 second_acknowledgements;

SEC("struct_ops")
void BPF_PROG(first_begin, struct sock *sk)
{
	__sync_fetch_and_add(&first_connections, 1);
}

SEC("struct_ops")
void BPF_PROG(first_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	__sync_fetch_and_add(&first_acknowledgements, 1);
}

SEC("struct_ops")
void BPF_PROG(second_begin, struct sock *sk)
{
	__sync_fetch_and_add(&second_connections, 1);
}

SEC("struct_ops")
void BPF_PROG(second_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	__sync_fetch_and_add(&second_acknowledgements, 1);
}

SEC("struct_ops")
__u32 BPF_PROG(threshold, struct sock *sk)
{
	return window(sk);
}

SEC("struct_ops")
__u32 BPF_PROG(undo, struct sock *sk)
{
	return window(sk);
}

SEC(".struct_ops.link")
struct tcp_congestion_ops first = {
	.init = (void *)first_begin,
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)first_avoid,
	.undo_cwnd = (void *)undo,
	.name = "bpfj_linked",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops second = {
	.init = (void *)second_begin,
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)second_avoid,
	.undo_cwnd = (void *)undo,
	.name = "bpfj_linked",
};

char LICENSE[] SEC("license") = "Dual BSD/GPL";
