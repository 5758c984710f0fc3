/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Variables and structs that do not lie side by side: over-aligned, packed, padded, hidden ones
 * between them. For LayoutTest, to which C says itself where things are: by initial values that the
 * compiler put in place, by tables of sizeof and offsetof, and by what the program finds in its
 * variables.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct padded {
	char first;
	/* 7 bytes */
	long long wide;
	short last;
	/* 6 bytes */
};

struct packed {
	char first;
	long long wide;
	short last;
} __attribute__((packed));

struct lined {
	char first;
	int second __attribute__((aligned(32)));
	struct padded third __attribute__((aligned(64)));
};

/* packed, yet each on an even address */
struct halfway {
	char first;
	long long wide;
	char last;
} __attribute__((packed, aligned(2)));

/* .data: what user space reads first is what the compiler wrote */
char d_first = 1;
long long d_wide = -2;
char d_odd = 3;
struct packed d_packed = { 4, -5, 6 };
short d_short = 7;
static volatile int d_static = 8; /* no field, but space */
char d_next = 9;
struct padded d_padded = { 10, -11, 12 };
char d_lined_char __attribute__((aligned(64))) = 13;
struct lined d_lined = { 14, 15, { 16, -17, 18 } };
struct halfway d_halfway = { 19, -20, 21 };
__attribute__((visibility("hidden"))) char d_hidden = 22;
struct packed d_array[3] = { { 23, -24, 25 }, { 26, -27, 28 }, { 29, -30, 31 } };
char d_last = 32;

/* .bss: what the program writes, user space reads */
char b_first;
long long b_lined __attribute__((aligned(128)));
char b_odd;
struct packed b_packed;
struct lined b_lined_struct;
struct halfway b_halfway;
static volatile char b_static;
struct padded b_array[2];
bool b_last;

/* .data.copy: what user space writes, the program reads */
char c_first SEC(".data.copy");
long long c_lined SEC(".data.copy") __attribute__((aligned(32)));
char c_odd SEC(".data.copy");
struct packed c_packed SEC(".data.copy");
struct lined c_lined_struct SEC(".data.copy");
struct halfway c_halfway SEC(".data.copy");
struct padded c_array[2] SEC(".data.copy");
bool c_last SEC(".data.copy");

/* what C says of the structs: size, then the members' offsets */
const volatile __u32 of_padded[] = {
	sizeof(struct padded), offsetof(struct padded, first), offsetof(struct padded, wide),
	offsetof(struct padded, last),
};
const volatile __u32 of_packed[] = {
	sizeof(struct packed), offsetof(struct packed, first), offsetof(struct packed, wide),
	offsetof(struct packed, last),
};
const volatile __u32 of_lined[] = {
	sizeof(struct lined), offsetof(struct lined, first), offsetof(struct lined, second),
	offsetof(struct lined, third),
};
const volatile __u32 of_halfway[] = {
	sizeof(struct halfway), offsetof(struct halfway, first), offsetof(struct halfway, wide),
	offsetof(struct halfway, last),
};

/* Copies .data.copy to .bss, variable by variable and member by member. */
SEC("raw_tp/sys_enter")
int copy(void *ctx)
{
	b_first = c_first;
	b_lined = c_lined;
	b_odd = c_odd;
	b_packed.first = c_packed.first;
	b_packed.wide = c_packed.wide;
	b_packed.last = c_packed.last;
	b_lined_struct.first = c_lined_struct.first;
	b_lined_struct.second = c_lined_struct.second;
	b_lined_struct.third = c_lined_struct.third;
	b_halfway.first = c_halfway.first;
	b_halfway.wide = c_halfway.wide;
	b_halfway.last = c_halfway.last;
	b_static = 1;
	b_array[0] = c_array[0];
	b_array[1] = c_array[1];
	b_last = c_last;
	return d_static + d_hidden;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
