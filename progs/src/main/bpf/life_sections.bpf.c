/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One variable in a section of every kind, copied to where a test can see what the program sees. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u32);
} seen SEC(".maps");

int in_bss = 0;
int in_data = 1;
const volatile int in_rodata = 2;
int in_custom SEC(".data.custom") = 3;
const volatile int in_rodata_custom SEC(".rodata.custom") = 4;
int in_bss_custom SEC(".bss.custom");
extern int LINUX_KERNEL_VERSION __kconfig;
extern int CONFIG_BPFJ_NUMBER __kconfig;

static __always_inline void note(__u32 key, __u32 value)
{
	bpf_map_update_elem(&seen, &key, &value, BPF_ANY);
}

SEC("raw_tp/sys_enter")
int look(void *ctx)
{
	note(0, in_bss);
	note(1, in_data);
	note(2, in_rodata);
	note(3, in_custom);
	note(4, in_rodata_custom);
	note(5, in_bss_custom);
	note(6, LINUX_KERNEL_VERSION);
	note(7, CONFIG_BPFJ_NUMBER);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
