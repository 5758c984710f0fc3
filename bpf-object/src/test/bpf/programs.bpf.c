/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Programs: several a section, subprograms, programs that are not loaded by default. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int counter;

static __attribute__((noinline)) int local_subprogram(int value)
{
	return value * counter;
}

__attribute__((noinline)) int global_subprogram(int value)
{
	return value + counter;
}

SEC("xdp")
int zeta(struct xdp_md *ctx)
{
	return local_subprogram(ctx->ingress_ifindex);
}

SEC("?tp/syscalls/sys_enter_write")
int not_loaded(void *ctx)
{
	counter++;
	return global_subprogram(counter);
}

SEC("xdp")
int alpha(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("socket") __attribute__((weak))
int weak_program(struct __sk_buff *skb)
{
	return skb->len;
}

char _license[] SEC("license") = "GPL";
