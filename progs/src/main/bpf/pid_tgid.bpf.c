/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Stores bpf_get_current_pid_tgid() of the thread that runs it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 pid_tgid;

SEC("raw_tp")
int store(void *ctx)
{
	pid_tgid = bpf_get_current_pid_tgid();
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
