/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Programs of every fate at attach: attached by their section, by hand only, turned off, and refused. The
 * counters tell who really runs.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int first_runs = 0;
int second_runs = 0;
int optional_runs = 0;
int refused_runs = 0;

SEC("raw_tp/sys_enter")
int first(void *ctx)
{
	__sync_fetch_and_add(&first_runs, 1);
	return 0;
}

SEC("raw_tp/sys_exit")
int second(void *ctx)
{
	__sync_fetch_and_add(&second_runs, 1);
	return 0;
}

SEC("?raw_tp/sys_enter")
int optional(void *ctx)
{
	__sync_fetch_and_add(&optional_runs, 1);
	return 0;
}

SEC("raw_tp")
int no_target(void *ctx)
{
	return 0;
}

SEC("xdp")
int by_hand(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* Last, so that the others are attached when it is refused. */
SEC("?raw_tp/bpfj_no_such_tracepoint")
int refused(void *ctx)
{
	__sync_fetch_and_add(&refused_runs, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
