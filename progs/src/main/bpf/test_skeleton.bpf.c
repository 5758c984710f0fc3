/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Global variables in every kind of section, for SkeletonTest: the program copies each thing that
 * user space sets (set_*) to where user space finds it (got_*).
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define STEPS 4

/* Without padding, so that the wide member is not aligned. */
struct narrow_then_wide {
	int narrow;
	long long wide;
} __attribute__((packed));

/* .data */
int set_int = -1;
int got_int = -1;
long long set_wide = -1;
long long got_wide = -1;

/* .bss, one of them on a cache line of its own */
char set_char;
char got_char;
long long set_lined __attribute__((aligned(64)));
long long got_lined;
struct narrow_then_wide set_pair;
struct narrow_then_wide got_pair;
int got_fixed;

/* .rodata: a struct that has no name */
const volatile struct {
	const int fixed;
} settled;

/* .kconfig */
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern int LINUX_KERNEL_VERSION __kconfig;
bool got_bpf_syscall;
int got_kernel_version;

/* sections of a name of their own, with arrays whose size user space could change */
const volatile int set_steps_count SEC(".rodata.dyn");
const volatile int set_steps[STEPS] SEC(".rodata.dyn") = { -1, -2, -3, -4 };
int got_steps[STEPS] SEC(".data.dyn") = { 1, 2, 3, 4 };

int set_rarely SEC(".data.read_mostly");
int got_rarely;

/* user space sees nothing of this section, so the kernel does not let it be mapped */
struct point {
	int x, y, z;
};
__attribute__((visibility("hidden"))) int origin_key SEC(".data.non_mmapable") = 1;
static volatile struct point origin SEC(".data.non_mmapable") = { 7, 8, 9 };
struct point got_origin;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, int);
	__type(value, struct point);
} points SEC(".maps");

SEC("raw_tp/sys_enter")
int copy_all(const void *ctx)
{
	struct point at;
	int i;

	got_int = set_int;
	got_wide = set_wide;
	got_char = set_char;
	got_lined = set_lined;
	got_pair = set_pair;
	got_fixed = settled.fixed;

	got_bpf_syscall = CONFIG_BPF_SYSCALL;
	got_kernel_version = LINUX_KERNEL_VERSION;

	for (i = 0; i < set_steps_count; i++)
		got_steps[i] = set_steps[i];

	at.x = origin.x;
	at.y = origin.y;
	at.z = origin.z;
	got_origin = at;
	bpf_map_update_elem(&points, &origin_key, &at, BPF_ANY);

	asm volatile("" ::: "memory"); /* the compiler leaves the last store the last */
	got_rarely = set_rarely;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
