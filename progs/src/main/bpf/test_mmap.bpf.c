/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Array maps that user space maps into its memory, for MmapTest: the program writes to one of them
 * through the map's own functions, and user space must see that in its mappings.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* programs may not write to it, nor may user space map it for writing */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE | BPF_F_RDONLY_PROG);
	__type(key, __u32);
	__type(value, char);
} constants SEC(".maps");

/* its size is set before load: several pages */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

/* an ordinary one, which cannot be mapped */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} not_mapped SEC(".maps");

__u64 input;
__u64 output;

static __always_inline void put(__u32 index, __u64 value)
{
	bpf_map_update_elem(&numbers, &index, &value, BPF_ANY);
}

SEC("raw_tracepoint/sys_enter")
int compute(void *ctx)
{
	__u32 first = 0;
	__u64 *number;

	output = input;
	put(2, input);
	number = bpf_map_lookup_elem(&numbers, &first);
	if (number)
		put(1, *number * 2);
	put(1500, input * 3); /* on the third page */
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
