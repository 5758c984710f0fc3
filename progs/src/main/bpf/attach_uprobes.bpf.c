/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Many places at once; libbpf before 1.3 does not know the section, so autoload is off. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>

__u32 pid;
__u64 entries;
__u64 cookies;

SEC("?uprobe.multi")
int entered(struct pt_regs *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 != pid)
		return 0;
	__sync_fetch_and_add(&entries, 1);
	cookies |= bpf_get_attach_cookie(ctx);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
