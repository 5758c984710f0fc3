/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Programs that tell the cookie that they were attached with, and whether a thread made them run. All are turned
 * off: a test turns on the one that it attaches.
 */
#include "kernel_types.h"
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

/* set before load */
const volatile int thread;

__u64 runs;
__u64 cookie;

static int note(__u64 with)
{
	if ((int)bpf_get_current_pid_tgid() == thread) {
		runs++;
		cookie = with;
	}
	return 0;
}

SEC("?kprobe")
int at_function(struct pt_regs *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?ksyscall")
int at_system_call(struct pt_regs *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?uprobe")
int at_place(struct pt_regs *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?usdt")
int at_usdt(struct pt_regs *ctx)
{
	return note(bpf_usdt_cookie(ctx));
}

SEC("?tp")
int at_tracepoint(void *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?raw_tp")
int at_raw_tracepoint(void *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?perf_event")
int at_event(void *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

SEC("?fentry/bpf_fentry_test1")
int at_entry(void *ctx)
{
	return note(bpf_get_attach_cookie(ctx));
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
