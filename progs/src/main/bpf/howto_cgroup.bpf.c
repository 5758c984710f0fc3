/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Keeps the processes of a control group from connecting to a port. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define REFUSE 0 /* the call returns -EPERM */
#define PERMIT 1

const volatile __u16 port;
__u64 refused;

static int decide(struct bpf_sock_addr *ctx)
{
	if (bpf_ntohs(ctx->user_port) != port)
		return PERMIT;
	__sync_fetch_and_add(&refused, 1);
	return REFUSE;
}

SEC("cgroup/connect4")
int on_connect_ipv4(struct bpf_sock_addr *ctx)
{
	return decide(ctx);
}

SEC("cgroup/connect6")
int on_connect_ipv6(struct bpf_sock_addr *ctx)
{
	return decide(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
