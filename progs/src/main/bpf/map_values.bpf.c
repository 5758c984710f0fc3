/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Maps that programs and user space share, for the tests of package map. The programs are run by
 * hand; their arguments say what to do, and their result what came of it.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define ENTRIES 1024
#define FRAMES 32

struct flow {
	__u32 address;
	__u16 port; /* and two bytes of padding */
};

struct stats {
	__u64 packets;
	__u8 last;
	__u32 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, struct flow);
	__type(value, struct stats);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32); /* each CPU's is 8 bytes apart from the next */
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, __u64);
	__type(value, struct stats);
} calls_by_key SEC(".maps");

struct prefix {
	__u32 length;
	__u8 address[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, ENTRIES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct prefix);
	__type(value, __u32);
} routes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__type(value, __u64);
} to_do SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 4);
	__type(value, __u64);
} done SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, FRAMES * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(map_flags, BPF_F_STACK_BUILD_ID);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, FRAMES * sizeof(struct bpf_stack_build_id));
} user_stacks SEC(".maps");

struct flow last_flow;
struct stats last_stats;

/* A packet of (port) with (bytes) from (address). */
SEC("raw_tp/sys_enter")
int see(struct bpf_raw_tracepoint_args *ctx)
{
	struct flow flow = {};
	struct stats *stats, first = {};

	flow.address = ctx->args[0];
	flow.port = ctx->args[1];
	stats = bpf_map_lookup_elem(&flows, &flow);
	if (!stats) {
		first.packets = 1;
		first.last = 0xff;
		first.bytes = ctx->args[2];
		last_flow = flow;
		last_stats = first;
		return bpf_map_update_elem(&flows, &flow, &first, BPF_NOEXIST);
	}
	__sync_fetch_and_add(&stats->packets, 1);
	__sync_fetch_and_add(&stats->bytes, (__u32)ctx->args[2]);
	last_flow = flow;
	last_stats = *stats;
	return 0;
}

/* A call on this CPU, with (key). */
SEC("raw_tp/sys_enter")
int call(struct bpf_raw_tracepoint_args *ctx)
{
	__u32 zero = 0, *count;
	__u64 key = ctx->args[0];
	struct stats *stats, first = {};

	count = bpf_map_lookup_elem(&calls, &zero);
	if (count)
		*count += 1;
	first.packets = 1;
	stats = bpf_map_lookup_elem(&calls_by_key, &key);
	if (stats)
		stats->packets++;
	else
		bpf_map_update_elem(&calls_by_key, &key, &first, BPF_ANY);
	return bpf_get_smp_processor_id();
}

/* The route of an (address), in network byte order; 0 if there is none. */
SEC("raw_tp/sys_enter")
int route(struct bpf_raw_tracepoint_args *ctx)
{
	struct prefix prefix = { .length = 32 };
	__u32 address = ctx->args[0], *gateway;

	__builtin_memcpy(prefix.address, &address, sizeof(address));
	gateway = bpf_map_lookup_elem(&routes, &prefix);
	return gateway ? *gateway : 0;
}

/* Does one thing that is to do. */
SEC("raw_tp/sys_enter")
int work(void *ctx)
{
	__u64 job;

	if (bpf_map_pop_elem(&to_do, &job))
		return 1;
	job *= 2;
	return bpf_map_push_elem(&done, &job, BPF_ANY) ? 2 : 0;
}

/* The stack that led here. */
__s64 stack_id = -1;
__u64 frames[FRAMES];

SEC("raw_tp/sys_enter")
int where(void *ctx)
{
	bpf_get_stack(ctx, frames, sizeof(frames), 0);
	stack_id = bpf_get_stackid(ctx, &stacks, 0);
	return 0;
}

/* The stack of user space that asked for it. */
__s64 user_stack_id = -1;

SEC("raw_tp/sys_enter")
int where_from(void *ctx)
{
	user_stack_id = bpf_get_stackid(ctx, &user_stacks, BPF_F_USER_STACK);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
