/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sleepable probes beside ordinary ones of the same function, and one that is made sleepable where it
 * may not be, for AttachProbeTest. The sleepable ones read user space's memory, which may sleep.
 */
#include "kernel_types.h"
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define LIBRARY "/tmp/bpfj-selftests/libprobed.so"

const void *user_text;
int sleepable_result;
int ordinary_result;
int sleepable_return_result;
int ordinary_return_result;
int kprobe_result;

static __always_inline bool reads_user_text(void)
{
	const char expected[] = "test_data";
	char text[sizeof(expected)] = {};
	int i;

	bpf_copy_from_user(text, sizeof(text), user_text);
	for (i = 0; i < sizeof(expected); i++)
		if (text[i] != expected[i])
			return false;
	return true;
}

/* user space sets its flag before load: it must not attach */
SEC("kprobe")
int kprobe_made_sleepable(struct pt_regs *ctx)
{
	kprobe_result = 1;
	return 0;
}

SEC("uprobe.s/" LIBRARY ":probed_sleepable")
int sleepable(struct pt_regs *ctx)
{
	if (reads_user_text())
		sleepable_result = 9;
	return 0;
}

SEC("uprobe/" LIBRARY ":probed_sleepable")
int ordinary(struct pt_regs *ctx)
{
	ordinary_result = 10;
	return 0;
}

SEC("uretprobe.s/" LIBRARY ":probed_sleepable")
int sleepable_return(struct pt_regs *ctx)
{
	if (reads_user_text())
		sleepable_return_result = 11;
	return 0;
}

SEC("uretprobe/" LIBRARY ":probed_sleepable")
int ordinary_return(struct pt_regs *ctx)
{
	ordinary_return_result = 12;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
