/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Data sections of every kind, and variables that no skeleton shows. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int first;
static int quiet;
int hidden_one __attribute__((visibility("hidden")));
int internal_one __attribute__((visibility("internal")));
int weak_one __attribute__((weak));
char none[0];
long after_none;
int flexible[];
int flexible[2];

long data_one = 1;
char data_two = 2;
int data_aligned __attribute__((aligned(64))) = 3;

const volatile int ro_one = 4;
int custom SEC(".data.custom") = 5;
int custom_dots SEC(".data.a.b") = 6;
const int ro_custom SEC(".rodata.custom") = 7;
int bss_custom SEC(".bss.custom");
int hidden_only SEC(".data.hidden") __attribute__((visibility("hidden"))) = 8;
static volatile int static_only SEC(".data.static") = 9;
int database SEC(".database") = 10;
int other_one SEC("other") = 11;
const char *text = "text";

SEC("socket")
int read(void *ctx)
{
	static int calls;
	static const char format[] = "%d";

	bpf_trace_printk(format, sizeof(format), calls);
	return quiet++ + calls++ + static_only;
}

char _license[] SEC("license") = "GPL";
char _second_license[] SEC("license") = "MIT";
__u32 _version SEC("version") = 0x060100;
