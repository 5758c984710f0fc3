/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Programs that are attached to functions of other programs and of the kernel, which the test names. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u32 pid;
__u64 entered;
__u64 exited;
__u64 checked;

SEC("?freplace/answer")
int replacement(struct xdp_md *ctx)
{
	return 5;
}

SEC("?fentry")
int at_entry(void *ctx)
{
	__sync_fetch_and_add(&entered, 1);
	return 0;
}

SEC("?fexit/answer")
int at_exit(void *ctx)
{
	__sync_fetch_and_add(&exited, 1);
	return 0;
}

SEC("?lsm/bpf")
int at_check(void *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == pid)
		__sync_fetch_and_add(&checked, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
