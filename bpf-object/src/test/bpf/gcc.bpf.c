/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Without libbpf's headers: those of Debian 12 are newer than its GCC for BPF. */
#include <linux/bpf.h>
#define SEC(name) __attribute__((section(name), used))

enum color { RED, BLUE = 7 };

struct point {
	int x;
	long long y;
	unsigned int low : 3, high : 5;
	char name[16];
};

struct point last = { 1 };
int counts[4];
const volatile int limit = 5;
enum color color = BLUE;
_Bool on = 1;
char plain = 'a';
signed char with_sign = -1;
unsigned char without_sign = 255;
unsigned __int128 wide = 3;
double ratio = 1.5;
static volatile int hidden = 3;

struct {
	int (*type)[BPF_MAP_TYPE_ARRAY];
	int (*max_entries)[4];
	unsigned int *key;
	struct point *value;
} points SEC(".maps");

SEC("xdp")
int drop(struct xdp_md *ctx)
{
	counts[1]++;
	return hidden + limit;
}

char LICENSE[] SEC("license") = "GPL";
