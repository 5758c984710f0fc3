/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tables of programs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_dummy_ops {
	int (*test_1)(void *state);
	int flags;
};

SEC("struct_ops/test_1")
int test_1(void *state)
{
	return 0;
}

SEC(".struct_ops")
struct bpf_dummy_ops plain = { .test_1 = (void *)test_1 };

SEC(".struct_ops.link")
struct bpf_dummy_ops linked = { .test_1 = (void *)test_1 };

SEC("?.struct_ops.link")
struct bpf_dummy_ops optional = { .test_1 = (void *)test_1, .flags = 1 };

SEC("?.struct_ops.link")
struct bpf_dummy_ops optional_too = { .test_1 = (void *)test_1, .flags = 2 };

char _license[] SEC("license") = "GPL";
