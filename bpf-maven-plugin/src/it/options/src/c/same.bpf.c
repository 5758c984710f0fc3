#include <answer.h>
/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifndef __TARGET_ARCH_arm64
#error the architecture is not defined
#endif

int count = FIRST_ANSWER;
const char text[] = TEXT;

struct event {
	int pid;
};

const struct event *unused __attribute__((unused));

SEC("raw_tp/sys_enter")
int on_enter(void *ctx)
{
	count++;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
