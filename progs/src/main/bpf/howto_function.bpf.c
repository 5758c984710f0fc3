/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Counts TCP connections over IPv4, at a function of the kernel. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define PORTS 65536

__u64 connections[PORTS];

static void count(struct sockaddr_in *address)
{
	__u16 port = BPF_CORE_READ(address, sin_port);

	__sync_fetch_and_add(&connections[__builtin_bswap16(port)], 1);
}

SEC("fentry/tcp_v4_connect")
int BPF_PROG(by_fentry, struct sock *sk, struct sockaddr_in *address)
{
	count(address);
	return 0;
}

SEC("kprobe/tcp_v4_connect")
int BPF_KPROBE(by_kprobe, struct sock *sk, struct sockaddr_in *address)
{
	count(address);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
