/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Sections with a view, sections with a map alone, and types that Java has no view of. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern bool CONFIG_BPF_SYSCALL __kconfig __weak;
extern unsigned int LINUX_KERNEL_VERSION __kconfig;
extern char CONFIG_DEFAULT_HOSTNAME[16] __kconfig __weak;

__attribute__((visibility("hidden"))) int hidden SEC(".data.hidden") = 1;
static volatile int local SEC(".data.local") = 2;
int visible SEC(".data.read_mostly") = 3;
const volatile int constant = 4;
struct odd {
	unsigned __int128 wide : 100;
	int n;
} odd;

SEC("raw_tp/sys_enter")
int use(void *ctx)
{
	return hidden + local + LINUX_KERNEL_VERSION + CONFIG_BPF_SYSCALL + CONFIG_DEFAULT_HOSTNAME[0];
}

char LICENSE[] SEC("license") = "GPL";
