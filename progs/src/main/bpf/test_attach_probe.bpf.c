/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Probes of the kernel and of a small library of the tests, attached by hand and by their sections,
 * for AttachProbeTest. Each program leaves a number of its own.
 */
#include "kernel_types.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#define LIBRARY "/tmp/bpfj-selftests/libprobed.so"

int kprobe_result;
int kretprobe_result;
int ksyscall_result;
int kretsyscall_result;
int uprobe_result;
int uretprobe_result;
int uprobe_by_name_result;
int uretprobe_by_name_result;
int uprobe_in_libc_result;
int uretprobe_in_libc_result;
int ref_ctr_result;

SEC("kprobe")
int kprobe_by_hand(struct pt_regs *ctx)
{
	kprobe_result = 1;
	return 0;
}

SEC("kretprobe")
int kretprobe_by_hand(struct pt_regs *ctx)
{
	kretprobe_result = 2;
	return 0;
}

SEC("ksyscall/nanosleep")
int BPF_KSYSCALL(ksyscall_by_section, void *request, void *remainder)
{
	ksyscall_result = request ? 11 : -1;
	return 0;
}

SEC("kretsyscall/nanosleep")
int BPF_KRETPROBE(kretsyscall_by_section, int ret)
{
	kretsyscall_result = ret ? -1 : 22;
	return 0;
}

SEC("uprobe")
int uprobe_by_offset(struct pt_regs *ctx)
{
	uprobe_result = 3;
	return 0;
}

SEC("uretprobe")
int uretprobe_by_offset(struct pt_regs *ctx)
{
	uretprobe_result = 4;
	return 0;
}

SEC("uprobe")
int uprobe_by_name(struct pt_regs *ctx)
{
	uprobe_by_name_result = 5;
	return 0;
}

SEC("uretprobe/" LIBRARY ":probed_by_name")
int uretprobe_by_name(struct pt_regs *ctx)
{
	uretprobe_by_name_result = 6;
	return 0;
}

/* malloc of a size that nobody else asks for, as the JVM and libc allocate all the time */
SEC("uprobe")
int uprobe_in_libc(struct pt_regs *ctx)
{
	if (PT_REGS_PARM1(ctx) == 12345)
		uprobe_in_libc_result = 7;
	return 0;
}

SEC("uretprobe")
int uretprobe_in_libc(struct pt_regs *ctx)
{
	uretprobe_in_libc_result = 8;
	return 0;
}

/* several of it raise one counter */
SEC("uprobe")
int uprobe_ref_ctr(struct pt_regs *ctx)
{
	__sync_fetch_and_add(&ref_ctr_result, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
