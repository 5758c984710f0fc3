/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Programs that refer to maps and variables: themselves, and in functions that they call. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, int);
	__type(value, long);
} counts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long);
} last SEC(".maps");

const volatile int limit = 3;
long first = 0;
long second[4] = {};
static volatile long hidden = 1;
int key = 7;
extern int LINUX_KERNEL_VERSION __kconfig;

static __noinline long inner(int at)
{
	long *value = bpf_map_lookup_elem(&last, &at);

	return value ? *value + second[at & 3] : 0;
}

__noinline long outer(int at)
{
	return inner(at) + limit;
}

static long each(__u32 at, void *ctx)
{
	hidden += at;
	return 0;
}

SEC("raw_tp/sys_enter")
int direct(void *ctx)
{
	first++;
	bpf_map_update_elem(&counts, &key, &first, 0);
	return LINUX_KERNEL_VERSION;
}

SEC("raw_tp/sys_exit")
int through_calls(void *ctx)
{
	return outer(second[2]);
}

SEC("?kprobe/do_nanosleep")
int through_callback(void *ctx)
{
	bpf_loop(4, each, 0, 0);
	return 0;
}

SEC("xdp")
int none(void *ctx)
{
	return 2;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
