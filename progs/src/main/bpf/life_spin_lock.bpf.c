/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A section with a lock in it: its map keeps the mmap flag, and the kernel refuses to map it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_spin_lock lock SEC(".data.locked");
int guarded SEC(".data.locked") = 7;
int seen = 0;

SEC("tc")
int look(struct __sk_buff *skb)
{
	bpf_spin_lock(&lock);
	seen = guarded;
	bpf_spin_unlock(&lock);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
