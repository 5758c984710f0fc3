/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A global array of 16 MiB, of which only the end is touched. By itself, since kernels before 6.0 refuse the
 * map.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define MIB (1024 * 1024)

char huge[16 * MIB];

SEC("raw_tp/sys_enter")
int write_end(const void *ctx)
{
	huge[sizeof(huge) - 1] = 123;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
