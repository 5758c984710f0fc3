/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Collects the stacks of user space as build ids and offsets, once through the stack map and once
 * into an array, for the tests of stack traces. The program is a kprobe of the kernel's reading of
 * /dev/urandom, or made one of a perf event.
 */
#include "kernel_types.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define DEPTH 127 /* sysctl kernel.perf_event_max_stack */

typedef struct bpf_stack_build_id stack_t[DEPTH];

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} stop SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, __u32);
	__type(value, __u32);
} seen_ids SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 128);
	__uint(map_flags, BPF_F_STACK_BUILD_ID);
	__type(key, __u32);
	__type(value, stack_t);
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 128);
	__type(key, __u32);
	__type(value, stack_t);
} stacks_array SEC(".maps");

/* Runs, and of those the ones whose stack found its place in the map taken. */
__u64 runs;
__u64 refused;

SEC("kprobe")
int collect(struct pt_regs *ctx)
{
	__u32 zero = 0, id, *stopped;
	void *stack;

	stopped = bpf_map_lookup_elem(&stop, &zero);
	if (stopped && *stopped)
		return 0;
	__sync_fetch_and_add(&runs, 1);
	id = bpf_get_stackid(ctx, &stacks, BPF_F_USER_STACK);
	if ((int)id < 0) {
		__sync_fetch_and_add(&refused, 1);
		return 0;
	}
	bpf_map_update_elem(&seen_ids, &id, &zero, BPF_ANY);
	stack = bpf_map_lookup_elem(&stacks_array, &id);
	if (stack)
		bpf_get_stack(ctx, stack, sizeof(stack_t), BPF_F_USER_STACK | BPF_F_USER_BUILD_ID);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
