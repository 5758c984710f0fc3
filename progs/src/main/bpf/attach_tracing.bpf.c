/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A program of each kind that is attached to the kernel's or a process's own doing, for AttachTracingTest. Each
 * counts what one thread does, so that nothing else can make its test pass. All are turned off: a test
 * turns on what its kernel has.
 */
#include "kernel_types.h"
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

#define EACCES 13

/* set before load */
const volatile int thread;
const volatile long nanosleep_number;

int tracepoint_runs;
int raw_tracepoint_runs;
int typed_tracepoint_runs;
int perf_event_runs;
int modify_return_runs;
int lsm_runs;
int usdt_runs;
int usdt_first;
long usdt_second;
int several_runs;
__u64 cookies;

static bool mine(void)
{
	return (int)bpf_get_current_pid_tgid() == thread;
}

SEC("?tp/syscalls/sys_enter_nanosleep")
int at_tracepoint(void *ctx)
{
	if (mine())
		tracepoint_runs++;
	return 0;
}

SEC("?raw_tp/sys_enter")
int at_raw_tracepoint(struct bpf_raw_tracepoint_args *ctx)
{
	if (mine() && ctx->args[1] == nanosleep_number)
		raw_tracepoint_runs++;
	return 0;
}

SEC("?tp_btf/sys_enter")
int BPF_PROG(at_typed_tracepoint, struct pt_regs *regs, long id)
{
	if (mine() && id == nanosleep_number)
		typed_tracepoint_runs++;
	return 0;
}

SEC("?perf_event")
int at_perf_event(void *ctx)
{
	if (mine())
		perf_event_runs++;
	return 0;
}

/* While it is set, both refuse what the thread opens. */
bool refusing;

SEC("?fmod_ret/security_file_open")
int BPF_PROG(modify_return, void *file)
{
	if (!refusing || !mine())
		return 0;
	modify_return_runs++;
	return -EACCES;
}

SEC("?lsm/file_open")
int BPF_PROG(refuse, void *file, int ret)
{
	if (!refusing || !mine())
		return ret;
	lsm_runs++;
	return -EACCES;
}

/* On several functions, of which each has a bit of its own as cookie. */
SEC("?kprobe.multi")
int at_several_functions(struct pt_regs *ctx)
{
	if (mine()) {
		several_runs++;
		cookies |= bpf_get_attach_cookie(ctx);
	}
	return 0;
}

SEC("?usdt")
int BPF_USDT(at_usdt, int first, long second)
{
	if (!mine())
		return 0;
	usdt_runs++;
	usdt_first = first;
	usdt_second = second;
	return 0;
}

/* Of a single probe, which programs of section usdt are not where the kernel has links of many. */
SEC("?uprobe")
int at_probe(void *ctx)
{
	return 0;
}

struct bpf_iter_meta {
	struct seq_file *seq;
} __attribute__((preserve_access_index));

struct bpf_map {
	__u32 id;
} __attribute__((preserve_access_index));

struct bpf_iter__bpf_map {
	struct bpf_iter_meta *meta;
	struct bpf_map *map;
} __attribute__((preserve_access_index));

SEC("?iter/bpf_map")
int list_maps(struct bpf_iter__bpf_map *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct bpf_map *map = ctx->map;

	if (map)
		BPF_SEQ_PRINTF(seq, "map %u\n", map->id);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
