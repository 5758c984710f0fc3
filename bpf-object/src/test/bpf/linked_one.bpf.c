/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Half of a program: linked with linked_two.bpf.c. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int shared_counter;
long one_long = 1;
static int quiet_one;
char one_char = 2;
int hidden_one __attribute__((visibility("hidden"))) = 3;
extern int two_value;
extern int two_function(int value);

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, long);
} map_one SEC(".maps");

SEC("socket")
int program_one(void *ctx)
{
	return two_function(two_value) + quiet_one++ + shared_counter;
}

char _license[] SEC("license") = "GPL";
