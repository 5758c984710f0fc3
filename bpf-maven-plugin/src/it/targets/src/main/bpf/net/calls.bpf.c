/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct call {
	u32 kind : 3;
	u32 : 4;
	u32 depth : 9;
	u64 first;
};

struct call last = {};
int calls = 7;

SEC("kprobe/do_nanosleep")
int BPF_KPROBE(on_call, u64 first)
{
	calls++;
	last.first = first;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
