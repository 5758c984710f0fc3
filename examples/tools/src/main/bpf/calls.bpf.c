/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts calls: the cookie of each probe says of which function. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define MAX_FUNCTIONS 64

__u64 calls[MAX_FUNCTIONS];

SEC("uprobe")
int on_call(void *ctx)
{
	__u64 function = bpf_get_attach_cookie(ctx);

	if (function < MAX_FUNCTIONS)
		__sync_fetch_and_add(&calls[function], 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
