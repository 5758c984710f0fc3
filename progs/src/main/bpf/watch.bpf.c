/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Changes a variable of every width, for VisibilityTest: a thread that does nothing but read one of
 * them must come to see it.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

bool flag;
char letter;
__s8 s8;
__u8 u8;
__s16 s16;
__u16 u16;
__s32 s32;
__u32 u32;
__s64 s64;
__u64 u64;
__u32 f32_bits = 0x3fc00000; /* 1.5 */
__u64 f64_bits = 0x4004000000000000ULL; /* 2.5 */
float f32;
double f64;

SEC("raw_tp/sys_enter")
int change(void *ctx)
{
	flag = true;
	letter = 'x';
	s8 = -8;
	u8 = 0xf8;
	s16 = -16;
	u16 = 0xf016;
	s32 = -32;
	u32 = 0xf0000032;
	s64 = -64;
	u64 = 0xf000000000000064ULL;
	__builtin_memcpy(&f32, &f32_bits, sizeof(f32));
	__builtin_memcpy(&f64, &f64_bits, sizeof(f64));
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
