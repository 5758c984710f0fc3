/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <linux/bpf.h>
#include <stddef.h>
#include <bpf/bpf_helpers.h>

enum color { RED, BLUE };

struct point {
	int x, y;
};

struct event {
	char kind;
	/* hole */
	long long when;
	unsigned int low : 3, high : 7;
	/* hole of bits */
	union {
		struct point at;
		unsigned char raw[12];
	};
	struct {
		short a;
		long long b;
	} pairs[2];
	enum color color;
	/* padding */
};

#define AT(member, offset) _Static_assert(offsetof(struct event, member) == offset, #member)
_Static_assert(sizeof(struct event) == 72, "event");
AT(kind, 0);
AT(when, 8);
AT(at, 20);
AT(raw, 20);
AT(pairs, 32);
AT(pairs[0].b, 40);
AT(color, 64);

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 128);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct point);
	__type(value, struct event);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

const volatile int min_us = 7;
char on = 1;
struct event last_event = { .kind = 1 };
static volatile int hidden = 3;
volatile unsigned long long dropped = 5;
int counts[3][2] = {};
__weak int class = 0;
extern int LINUX_KERNEL_VERSION __kconfig;

SEC("raw_tp/sys_enter")
int on_enter(void *ctx)
{
	struct point key = {};

	dropped += hidden + min_us + LINUX_KERNEL_VERSION;
	bpf_map_update_elem(&events, &key, &last_event, 0);
	return 0;
}

SEC("?kprobe/do_nanosleep")
int on_sleep(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
