/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Types of every kind and shape, for kinds.bpf.c and for the C compiler that checks its skeleton. */
#ifndef TYPES_H
#define TYPES_H

enum color { RED, GREEN = 5, BLUE };
enum negative { MINUS = -2, PLUS = 2 };
enum __attribute__((mode(byte))) tiny { SMALL, LARGE = 100 };
enum wide { NEAR, FAR = 0x100000000ULL };
enum wide_negative { FARTHEST = -0x100000000LL, HERE = 0 };

struct forward;
typedef int number;
typedef number numbers[3];
typedef int (*callback)(struct forward *, const char *, ...);

struct point {
	int x;
	int y;
};

struct node {
	struct node *next;
	const volatile struct point *where;
	callback call;
	struct point corners[2][3];
	char tail[];
};

struct packed {
	char tag;
	long value;
	struct point at;
} __attribute__((packed));

struct aligned {
	char tag;
	long value __attribute__((aligned(32)));
} __attribute__((aligned(64)));

struct bits {
	unsigned int low : 3;
	int middle : 5;
	unsigned int : 4;
	unsigned int high : 20;
	_Bool flag : 1;
	unsigned long far : 40;
	enum color color : 4;
};

struct nested {
	char before;
	struct {
		int a;
		union {
			long b;
			char c[12];
		};
	};
	union {
		struct point point;
		unsigned long bits;
	} named;
	struct {
	} empty;
	__int128 huge;
};

struct gaps {
	char a;
	short b __attribute__((aligned(16)));
	char c;
	int d __attribute__((aligned(8)));
};

union any {
	char bytes[7];
	int word;
	struct packed packed;
};

struct all_scalars {
	signed char s8;
	unsigned char u8;
	short s16;
	unsigned short u16;
	int s32;
	unsigned int u32;
	long s64;
	unsigned long long u64;
	__int128 s128;
	unsigned __int128 u128;
	_Bool flag;
	char letter;
	float real;
	double precise;
	enum color color;
	enum tiny tiny;
	enum wide wide;
	enum wide_negative wide_negative;
	void *pointer;
	int (*function)(int);
};

/* What the compiler says about a type or a member. */
struct row {
	char what[48];
	unsigned int offset;
	unsigned int size;
	unsigned int align;
};

#endif
