/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Lets packets pass, for PacketsTest. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* The last packet of UDP, as far as there is room, and its length. */
unsigned char kept[128];
__u32 length;

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

static __always_inline int is_udp(const unsigned char *data, const unsigned char *end)
{
	if (data + 24 > end)
		return 0;
	if (data[12] == 0x08 && data[13] == 0x00)
		return data[23] == 17; /* IPv4's protocol */
	return data[12] == 0x86 && data[13] == 0xdd && data[20] == 17; /* IPv6's next header */
}

SEC("xdp")
int keep(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;
	unsigned char *end = (void *)(long)ctx->data_end;
	int i;

	if (!is_udp(data, end))
		return XDP_PASS;
	length = end - data;
	for (i = 0; i < sizeof(kept); i++) {
		if (data + i + 1 > end)
			break;
		kept[i] = data[i];
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
