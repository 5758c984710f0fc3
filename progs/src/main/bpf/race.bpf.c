/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A section of every kind, each with a few variables, for CloseRaceTest. Nothing is attached. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct pair {
	int first;
	long long second;
};

int data_int = 1;
struct pair data_pair = { 2, 3 };
int bss_int;
char bss_text[16];
__u64 bss_array[1024];
const volatile int rodata_int = 4;
int own_data_int SEC(".data.own") = 5;
int own_bss_int SEC(".bss.own");
const volatile long long own_rodata_wide SEC(".rodata.own") = 6;
extern int CONFIG_HZ __kconfig;

SEC("raw_tp/sys_enter")
int touch(void *ctx)
{
	data_int += rodata_int + own_data_int + own_bss_int + own_rodata_wide + CONFIG_HZ;
	bss_int++;
	bss_array[0] = data_pair.second;
	bss_text[0] = 'a';
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
