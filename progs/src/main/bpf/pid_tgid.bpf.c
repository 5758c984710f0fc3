/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tells the thread that runs it by which numbers programs know it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 pid_tgid;

SEC("raw_tp")
int tell(void *ctx)
{
	pid_tgid = bpf_get_current_pid_tgid();
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
