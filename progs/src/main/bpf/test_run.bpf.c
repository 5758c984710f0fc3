/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Programs of several types that are run by hand, for TestRunTest. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 runs;

/* Adds the first two arguments up, and tells on which processor. */
__s64 sum;
__u32 cpu = 0xffffffff;

SEC("raw_tp/sys_enter")
int add(struct bpf_raw_tracepoint_args *ctx)
{
	sum = ctx->args[0] + ctx->args[1];
	cpu = bpf_get_smp_processor_id();
	runs++;
	return 7;
}

/* Makes the packet one byte longer at its front, and marks it. */
SEC("xdp")
int grow(struct xdp_md *ctx)
{
	unsigned char *start, *end;

	runs++;
	if (bpf_xdp_adjust_head(ctx, -1))
		return XDP_ABORTED;
	start = (void *)(long)ctx->data;
	end = (void *)(long)ctx->data_end;
	if (start + 1 > end)
		return XDP_ABORTED;
	*start = 0xab;
	return XDP_TX;
}

/* Tells the packet's length, and sets its mark. */
SEC("tc")
int measure(struct __sk_buff *skb)
{
	runs++;
	skb->mark = skb->mark + 1;
	return skb->len;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
