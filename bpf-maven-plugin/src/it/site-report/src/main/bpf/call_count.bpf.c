/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int count = 0;

SEC("raw_tp/sys_enter")
int on_enter(void *ctx)
{
	count++;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
