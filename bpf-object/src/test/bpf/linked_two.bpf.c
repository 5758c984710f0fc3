/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The other half: linked with linked_one.bpf.c. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int shared_counter;
int two_value = 4;
char two_char = 5;
__int128 two_huge = 6;
static int quiet_two = 7;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, int);
	__type(value, long);
} map_two SEC(".maps");

__attribute__((noinline)) int two_function(int value)
{
	return value + shared_counter + quiet_two++;
}

SEC("socket")
int program_two(void *ctx)
{
	return two_function(1);
}

char _license[] SEC("license") = "GPL";
