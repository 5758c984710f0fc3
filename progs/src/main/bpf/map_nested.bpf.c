/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Maps in maps, and programs that are called by their place in one. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
};

struct inner first SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 3);
	__type(key, __u32);
	__array(values, struct inner);
} by_index SEC(".maps") = {
	.values = { [1] = &first },
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 8);
	__type(key, __u64);
	__array(values, struct inner);
} by_name SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} steps SEC(".maps");

static int add(void *map, const void *key, __u32 slot, __u64 amount)
{
	void *inner = bpf_map_lookup_elem(map, key);
	__u64 *number;

	if (!inner)
		return 1;
	number = bpf_map_lookup_elem(inner, &slot);
	if (!number)
		return 2;
	__sync_fetch_and_add(number, amount);
	return 0;
}

/* Adds (amount) to (slot) of the map at (index). */
SEC("raw_tp/sys_enter")
int add_by_index(struct bpf_raw_tracepoint_args *ctx)
{
	__u32 index = ctx->args[0];

	return add(&by_index, &index, ctx->args[1], ctx->args[2]);
}

/* Adds (amount) to (slot) of the map of (name). */
SEC("raw_tp/sys_enter")
int add_by_name(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 name = ctx->args[0];

	return add(&by_name, &name, ctx->args[1], ctx->args[2]);
}

/* Goes on with the program at (index), or not if there is none. */
SEC("raw_tp/sys_enter")
int go_on(struct bpf_raw_tracepoint_args *ctx)
{
	bpf_tail_call(ctx, &steps, (__u32)ctx->args[0]);
	return -1;
}

SEC("raw_tp/sys_enter")
int to_red(void *ctx)
{
	return 100;
}

SEC("raw_tp/sys_enter")
int to_green(void *ctx)
{
	return 200;
}

/* Of another type: not for the same array. */
SEC("xdp")
int to_nowhere(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
