/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A field of every kind, both ways, for RoundTripTest. The program tells what it reads in each
 * member of "given" as a plain number in seen[], and sets each member of "made" to the number in
 * told[]. Thus every member is read and written by C on one side and by user space on the other.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum color { RED = -1, GREEN = 0, BLUE = 7 };
enum level { LOW = 1, HIGH = 0xffffffffU };
typedef __u16 port_t;

struct inner {
	__u8 tag;
	__u32 value;
};

union choice {
	__u64 whole;
	struct {
		__u32 low;
		__u32 high;
	} halves;
};

struct tight {
	char first;
	__s16 s16;
	__u32 u32;
	__s64 s64;
	unsigned int bits7 : 7;
	int signed9 : 9;
	__u64 bits40 : 40;
	__u8 gap[2]; /* the kernel refuses BTF with floats that are not aligned */
	float f32;
	__u8 wider_gap[4];
	double f64;
	enum color color;
	void *pointer;
	struct inner inner;
	__int128 s128;
	__u8 last;
} __attribute__((packed));

struct everything {
	__s8 s8;
	__u8 u8;
	__s16 s16;
	__u16 u16;
	__s32 s32;
	__u32 u32;
	__s64 s64;
	__u64 u64;
	bool flag;
	char letter;
	float f32;
	double f64;
	enum color color;
	enum level level;
	void *pointer;
	struct everything *next;
	int (*function)(int);
	char text[7];
	__u8 bytes[3];
	short grid[2][3];
	bool flags[2];
	enum color colors[2];
	struct inner inner;
	struct inner inners[2];
	struct {
		int nameless;
		union {
			__u32 either;
			__u8 or_bytes[4];
		};
	};
	union choice choice;
	unsigned int bits3 : 3;
	int signed5 : 5;
	unsigned int : 0;
	bool bit_flag : 1;
	__u64 bits40 : 40;
	enum level bit_level : 9;
	struct tight tight;
	int lined __attribute__((aligned(64)));
	port_t port;
	__int128 s128;
	unsigned __int128 u128;
};

struct everything given;
struct everything made;
__s64 seen[128];
__s64 told[128];

static __always_inline __s64 bits_of_float(const void *at)
{
	__u32 bits;

	__builtin_memcpy(&bits, at, sizeof(bits));
	return bits;
}

static __always_inline __s64 bits_of_double(const void *at)
{
	__u64 bits;

	__builtin_memcpy(&bits, at, sizeof(bits));
	return bits;
}

static __always_inline void float_of_bits(void *at, __s64 number)
{
	__u32 bits = number;

	__builtin_memcpy(at, &bits, sizeof(bits));
}

static __always_inline void double_of_bits(void *at, __s64 number)
{
	__u64 bits = number;

	__builtin_memcpy(at, &bits, sizeof(bits));
}

#define NUMBER(index, member) \
	do { \
		seen[index] = (__s64)given.member; \
		made.member = told[index]; \
	} while (0)
#define POINTER(index, member) \
	do { \
		seen[index] = (__s64)given.member; \
		made.member = (void *)told[index]; \
	} while (0)
#define FLOAT(index, member) \
	do { \
		seen[index] = bits_of_float(&given.member); \
		float_of_bits(&made.member, told[index]); \
	} while (0)
#define DOUBLE(index, member) \
	do { \
		seen[index] = bits_of_double(&given.member); \
		double_of_bits(&made.member, told[index]); \
	} while (0)
/* two numbers: the lower half, the upper half */
#define WIDE(index, member) \
	do { \
		seen[index] = (__s64)(__u64)given.member; \
		seen[index + 1] = (__s64)(given.member >> 64); \
		made.member = (unsigned __int128)(__u64)told[index] \
			| (unsigned __int128)(__u64)told[index + 1] << 64; \
	} while (0)

SEC("raw_tp/sys_enter")
int scalars(void *ctx)
{
	NUMBER(0, s8);
	NUMBER(1, u8);
	NUMBER(2, s16);
	NUMBER(3, u16);
	NUMBER(4, s32);
	NUMBER(5, u32);
	NUMBER(6, s64);
	NUMBER(7, u64);
	NUMBER(8, flag);
	NUMBER(9, letter);
	FLOAT(10, f32);
	DOUBLE(11, f64);
	NUMBER(12, color);
	NUMBER(13, level);
	POINTER(14, pointer);
	POINTER(15, next);
	POINTER(16, function);
	NUMBER(17, lined);
	NUMBER(18, port);
	WIDE(20, s128);
	WIDE(22, u128);
	return 0;
}

SEC("raw_tp/sys_enter")
int composites(void *ctx)
{
	NUMBER(30, text[0]);
	NUMBER(31, text[6]);
	NUMBER(32, bytes[0]);
	NUMBER(33, bytes[2]);
	NUMBER(34, grid[0][0]);
	NUMBER(35, grid[0][2]);
	NUMBER(36, grid[1][0]);
	NUMBER(37, grid[1][2]);
	NUMBER(38, flags[0]);
	NUMBER(39, flags[1]);
	NUMBER(40, colors[0]);
	NUMBER(41, colors[1]);
	NUMBER(42, inner.tag);
	NUMBER(43, inner.value);
	NUMBER(44, inners[0].tag);
	NUMBER(45, inners[1].tag);
	NUMBER(46, inners[1].value);
	NUMBER(47, nameless);
	NUMBER(48, either);
	NUMBER(49, choice.whole);
	return 0;
}

SEC("raw_tp/sys_enter")
int bitfields(void *ctx)
{
	NUMBER(50, bits3);
	NUMBER(51, signed5);
	NUMBER(52, bit_flag);
	NUMBER(53, bits40);
	NUMBER(54, bit_level);
	return 0;
}

SEC("raw_tp/sys_enter")
int unaligned(void *ctx)
{
	NUMBER(60, tight.first);
	NUMBER(61, tight.s16);
	NUMBER(62, tight.u32);
	NUMBER(63, tight.s64);
	NUMBER(64, tight.bits7);
	NUMBER(65, tight.signed9);
	NUMBER(66, tight.bits40);
	FLOAT(67, tight.f32);
	DOUBLE(68, tight.f64);
	NUMBER(69, tight.color);
	POINTER(70, tight.pointer);
	NUMBER(71, tight.inner.tag);
	NUMBER(72, tight.inner.value);
	NUMBER(73, tight.last);
	WIDE(74, tight.s128);
	return 0;
}

/* The members of a union, and of the nameless one, lie over each other. */
SEC("raw_tp/sys_enter")
int overlaid(void *ctx)
{
	NUMBER(80, choice.halves.low);
	NUMBER(81, choice.halves.high);
	NUMBER(82, or_bytes[0]);
	NUMBER(83, or_bytes[3]);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
