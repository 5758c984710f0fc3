/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the kernel provides: configuration and symbols. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int LINUX_KERNEL_VERSION __kconfig;
extern _Bool CONFIG_BPF __kconfig;
extern enum libbpf_tristate CONFIG_XFS_FS __kconfig __weak;
extern char CONFIG_LETTER __kconfig __weak;
extern unsigned long CONFIG_HZ __kconfig;
extern short CONFIG_SHORT __kconfig __weak;
extern const char CONFIG_DEFAULT_HOSTNAME[13] __kconfig __weak;
extern unsigned int CONFIG_ALPHA __kconfig __weak;
extern int CONFIG_UNUSED __kconfig;

extern const int bpf_prog_active __ksym;
extern const void init_task __ksym __weak;
extern void bpf_rcu_read_lock(void) __ksym;
extern long some_function(int value, void *data) __ksym __weak;
extern int unused_symbol __ksym;

long sum;

SEC("tp_btf/sys_enter")
int use(void *ctx)
{
	sum = LINUX_KERNEL_VERSION + CONFIG_BPF + CONFIG_XFS_FS + CONFIG_LETTER + CONFIG_HZ +
	      CONFIG_SHORT + CONFIG_DEFAULT_HOSTNAME[2] + CONFIG_ALPHA;
	sum += (long)&bpf_prog_active + (long)&init_task;
	bpf_rcu_read_lock();
	if (some_function)
		sum += some_function(1, &sum);
	return 0;
}

char _license[] SEC("license") = "GPL";
