/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Structs and unions of every kind. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum state { IDLE, RUNNING, DEAD = 7 };

struct inner {
	char tag;
	__u32 value;
};

struct event {
	__u32 pid;
	char comm[16];
	enum state state;
	struct inner inner;
	struct inner pair[2];
	struct event *next;
	union {
		__u64 whole;
		struct {
			__u32 low;
			__u32 high;
		};
	};
	struct {
		int x;
		int y;
	} point;
	__u8 mac[6];
};

struct packed {
	char c;
	int i;
	long long l;
	short s;
} __attribute__((packed));

struct over {
	int i;
	int far __attribute__((aligned(32)));
} __attribute__((aligned(64)));

struct bits {
	unsigned int a : 3;
	unsigned int b : 5;
	int c : 7;
	_Bool d : 1;
	unsigned int : 4;
	enum state e : 3;
	unsigned long long f : 40;
	long long g : 50;
	unsigned char h : 2;
	unsigned int full : 32;
};

union any {
	int i;
	float f;
	char text[12];
	struct inner inner;
};

typedef struct {
	int id;
	struct bits bits;
} named_t;

struct recursive {
	struct recursive *self;
	struct unknown *unknown;
	int (*call)(struct recursive *);
	int n;
};

struct flexible {
	int n;
	__u16 rest[];
};

struct outer_flexible {
	long long head;
	struct flexible tail;
};

struct empty {};

struct wanted {
	int only_by_name;
};

struct tagged {
	int only_by_tag;
} __attribute__((btf_decl_tag("bpfj_type")));

struct event event = {
	.pid = 42, .comm = "bash", .state = RUNNING, .inner = {'i', 7},
	.pair = {{'a', 1}, {'b', 2}}, .whole = 0x100000002ULL, .point = {3, -4},
	.mac = {1, 2, 3, 4, 5, 6},
};
struct packed packed = {'p', -5, 6, -7};
struct over over = {1, 2};
struct bits bits = {.a = 5, .b = 21, .c = -3, .d = 1, .e = DEAD, .f = 0xfedcba9876ULL, .g = -12345678901LL, .h = 3, .full = 0xffffffff};
union any any = {.text = "union"};
named_t named = {.id = 9};
struct recursive recursive = {.n = 3};
struct {
	int a;
	struct { int b; } deep[2];
} unnamed = {1, {{2}, {3}}};
struct inner grid[2][2] = {{{'a', 1}, {'b', 2}}, {{'c', 3}, {'d', 4}}};
struct empty empty;
struct outer_flexible open_ended;
struct wanted *wanted_pointer;
struct tagged *tagged_pointer;

/* what C says, for the test to compare */
const volatile __u64 size_of_event = sizeof(struct event);
const volatile __u64 size_of_packed = sizeof(struct packed);
const volatile __u64 size_of_over = sizeof(struct over);
const volatile __u64 size_of_bits = sizeof(struct bits);
const volatile __u64 size_of_any = sizeof(union any);
const volatile __u64 size_of_named_t = sizeof(named_t);
const volatile __u64 size_of_recursive = sizeof(struct recursive);
const volatile __u64 size_of_flexible = sizeof(struct flexible);
const volatile __u64 size_of_outer_flexible = sizeof(struct outer_flexible);
const volatile __u64 size_of_empty = sizeof(struct empty);
const volatile __u64 size_of_wanted = sizeof(struct wanted);
const volatile __u64 size_of_tagged = sizeof(struct tagged);

SEC("raw_tp/sys_enter")
int nop(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
