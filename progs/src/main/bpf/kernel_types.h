/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The kernel's own structures, as far as programs here use them: only the members that are used, and
 * where they lie is found when the program is loaded. To be included first: bpf_tracing.h takes the
 * kernel's names of registers instead of user space's.
 */
#ifndef KERNEL_TYPES_H
#define KERNEL_TYPES_H

#define __VMLINUX_H__
#include <linux/types.h>

#if defined(__TARGET_ARCH_x86)
struct pt_regs {
	unsigned long r10;
	unsigned long r9;
	unsigned long r8;
	unsigned long ax;
	unsigned long cx;
	unsigned long dx;
	unsigned long si;
	unsigned long di;
	unsigned long ip;
	unsigned long sp;
} __attribute__((preserve_access_index));
#else
#error "add struct pt_regs of this machine, with the kernel's names of its members"
#endif

#endif
