/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A function of seven arguments, one more than fit into registers: at its entry and its exit. The
 * kernel calls it in a test run of a program that may change its result. For ManyArgumentsTest.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u64 entry_result;
__u64 exit_result;
__u64 modify_result;

SEC("fentry/bpf_modify_return_test2")
int BPF_PROG(at_entry, int a, int *b, short c, int d, void *e, char f, int g)
{
	entry_result = a == 1 && c == 3 && d == 4 && (__u64)e == 5 && f == 6 && g == 7;
	return 0;
}

SEC("fexit/bpf_modify_return_test2")
int BPF_PROG(at_exit, int a, int *b, short c, int d, void *e, char f, int g, int ret)
{
	exit_result = a == 1 && c == 3 && d == 4 && (__u64)e == 5 && f == 6 && g == 7 && ret == 29;
	return 0;
}

/* Lets the function run. */
SEC("fmod_ret/bpf_modify_return_test2")
int BPF_PROG(modify, int a, int *b, short c, int d, void *e, char f, int g, int ret)
{
	modify_result = a == 1 && c == 3 && g == 7 && ret == 0;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
