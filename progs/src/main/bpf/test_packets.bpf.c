/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Lets packets pass, for PacketsTest. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* The last packet, as far as there is room, and its length. */
unsigned char kept[128];
__u32 length;

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int keep(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;
	unsigned char *end = (void *)(long)ctx->data_end;
	int i;

	length = end - data;
	for (i = 0; i < sizeof(kept); i++) {
		if (data + i + 1 > end)
			break;
		kept[i] = data[i];
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
