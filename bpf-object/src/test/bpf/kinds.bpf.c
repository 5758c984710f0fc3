/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A global of every kind of type, and what the C compiler says about the layout of each. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "types.h"

struct all_scalars all_scalars;
struct node *list;
struct packed packed = { 'p', 1, { 2, 3 } };
struct aligned aligned = { 'a', 1 };
struct bits bits;
struct nested nested;
struct gaps gaps;
union any any;
enum color color = BLUE;
enum negative negative = MINUS;
enum tiny tiny;
enum wide wide = FAR;
enum wide_negative wide_negative;
numbers three;
const volatile int threshold = 7;
volatile const char name[16] = "bpfj";
double precise = 1.5;
float real;
__int128 huge;
_Bool flag = 1;
short matrix[2][3][4];
struct forward *opaque;
callback call;
int __attribute__((btf_type_tag("user"))) *type_tagged;
int declaration_tagged __attribute__((btf_decl_tag("note")));
int *restrict only;
char last;

#define TYPE(t) { #t, 0, sizeof(t), _Alignof(t) }
#define MEMBER(t, m) { #t "." #m, __builtin_offsetof(t, m), sizeof(((t *)0)->m), 0 }
#define FLEXIBLE(t, m) { #t "." #m, __builtin_offsetof(t, m), 0, 0 }

/* Bytes, so that nothing of our BTF reader is needed to read them. */
const struct row layout[] SEC(".rodata.layout") = {
	TYPE(enum color), TYPE(enum negative), TYPE(enum tiny), TYPE(enum wide),
	TYPE(enum wide_negative), TYPE(number), TYPE(numbers), TYPE(callback),
	TYPE(struct point), TYPE(struct packed), TYPE(struct bits), TYPE(struct nested),
	TYPE(union any), TYPE(struct all_scalars), TYPE(struct node),
	MEMBER(struct node, next), MEMBER(struct node, where), MEMBER(struct node, call),
	MEMBER(struct node, corners), FLEXIBLE(struct node, tail),
	MEMBER(struct packed, tag), MEMBER(struct packed, value), MEMBER(struct packed, at),
	MEMBER(struct aligned, tag), MEMBER(struct aligned, value),
	MEMBER(struct nested, before), MEMBER(struct nested, named), MEMBER(struct nested, empty),
	MEMBER(struct nested, huge),
	MEMBER(struct gaps, a), MEMBER(struct gaps, b), MEMBER(struct gaps, c), MEMBER(struct gaps, d),
	MEMBER(union any, bytes), MEMBER(union any, word), MEMBER(union any, packed),
	MEMBER(struct all_scalars, s8), MEMBER(struct all_scalars, u8),
	MEMBER(struct all_scalars, s16), MEMBER(struct all_scalars, u16),
	MEMBER(struct all_scalars, s32), MEMBER(struct all_scalars, u32),
	MEMBER(struct all_scalars, s64), MEMBER(struct all_scalars, u64),
	MEMBER(struct all_scalars, s128), MEMBER(struct all_scalars, u128),
	MEMBER(struct all_scalars, flag), MEMBER(struct all_scalars, letter),
	MEMBER(struct all_scalars, real), MEMBER(struct all_scalars, precise),
	MEMBER(struct all_scalars, color), MEMBER(struct all_scalars, tiny),
	MEMBER(struct all_scalars, wide), MEMBER(struct all_scalars, wide_negative),
	MEMBER(struct all_scalars, pointer), MEMBER(struct all_scalars, function),
};

char _license[] SEC("license") = "Dual BSD/GPL";

SEC("socket")
int touch(void *ctx)
{
	return threshold + name[3] + list->corners[1][2].y;
}
