/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * At the exit of the functions that the kernel calls for this purpose in a test run: each program
 * says with 1 that arguments and result are those of net/bpf/test_run.c. For FentryFexitTest.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* by program */
__u64 results[8];

struct bpf_fentry_test_t {
	struct bpf_fentry_test_t *a;
} __attribute__((preserve_access_index));

SEC("fexit/bpf_fentry_test1")
int BPF_PROG(test1, int a, int ret)
{
	results[0] = a == 1 && ret == 2;
	return 0;
}

SEC("fexit/bpf_fentry_test2")
int BPF_PROG(test2, int a, __u64 b, int ret)
{
	results[1] = a == 2 && b == 3 && ret == 5;
	return 0;
}

SEC("fexit/bpf_fentry_test3")
int BPF_PROG(test3, char a, int b, __u64 c, int ret)
{
	results[2] = a == 4 && b == 5 && c == 6 && ret == 15;
	return 0;
}

SEC("fexit/bpf_fentry_test4")
int BPF_PROG(test4, void *a, char b, int c, __u64 d, int ret)
{
	results[3] = (__u64)a == 7 && b == 8 && c == 9 && d == 10 && ret == 34;
	return 0;
}

SEC("fexit/bpf_fentry_test5")
int BPF_PROG(test5, __u64 a, void *b, short c, int d, __u64 e, int ret)
{
	results[4] = a == 11 && (__u64)b == 12 && c == 13 && d == 14 && e == 15 && ret == 65;
	return 0;
}

SEC("fexit/bpf_fentry_test6")
int BPF_PROG(test6, __u64 a, void *b, short c, int d, void *e, __u64 f, int ret)
{
	results[5] = a == 16 && (__u64)b == 17 && c == 18 && d == 19 && (__u64)e == 20 &&
		       f == 21 && ret == 111;
	return 0;
}

SEC("fexit/bpf_fentry_test7")
int BPF_PROG(test7, struct bpf_fentry_test_t *argument)
{
	results[6] = !argument;
	return 0;
}

SEC("fexit/bpf_fentry_test8")
int BPF_PROG(test8, struct bpf_fentry_test_t *argument)
{
	results[7] = argument->a == 0;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
