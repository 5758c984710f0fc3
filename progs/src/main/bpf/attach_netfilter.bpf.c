/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A program for netfilter. Older libbpf does not know the section: the test sets the type. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define NF_ACCEPT 1

__u64 packets;

SEC("netfilter")
int accept(void *ctx)
{
	__sync_fetch_and_add(&packets, 1);
	return NF_ACCEPT;
}

char LICENSE[] SEC("license") = "GPL";
