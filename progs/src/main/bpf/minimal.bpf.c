/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Takes one number from user space and gives one back. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int in = 0;
int out = 0;

SEC("raw_tp/sys_enter")
int answer(void *ctx)
{
	out = in + 1;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
