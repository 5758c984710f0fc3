/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <probes/event.h>

struct event last = {};

SEC("raw_tp/sys_enter")
int on_enter(void *ctx)
{
	last.pid++;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
