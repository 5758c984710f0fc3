/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* For RandomUseTest: sections to read, write and resize (so nothing extern), and a program to run and attach. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	int first;
	long long second;
};

struct pair data_pair = { 2, 3 };
const volatile int rodata_int = 4;
int own_bss_int SEC(".bss.own");

/* The last of its section can grow. */
__u64 bss_array[1024];

SEC("raw_tp/sys_enter")
int touch(void *ctx)
{
	bss_array[0] = data_pair.second + rodata_int + own_bss_int;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
