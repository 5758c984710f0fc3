/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A program for a function that no kernel has: it opens, and cannot be loaded. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int in = 0;

SEC("fentry/bpfj_no_such_function")
int never_called(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
