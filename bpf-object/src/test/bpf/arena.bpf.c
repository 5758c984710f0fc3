/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* An arena and a variable in it: needs a compiler with address spaces. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifndef __ulong
#define __ulong(name, val) enum { __ulong_##name = val } name
#endif

struct {
	__uint(type, 33 /* BPF_MAP_TYPE_ARENA */);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 100);
	__ulong(map_extra, 0x1ull << 44);
} arena SEC(".maps");

int __attribute__((address_space(1))) shared SEC(".addr_space.1") = 1;
int plain;

SEC("syscall")
int use(void *ctx)
{
	return plain;
}

char _license[] SEC("license") = "GPL";
