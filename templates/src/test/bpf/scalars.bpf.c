/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A variable of every type that is one value, and arrays of them. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;
typedef unsigned __int128 u128;
typedef __int128 s128;
typedef const volatile s32 *const chained_ptr;

_Bool a_bool = 1;
char a_char = 'x';
s8 an_s8 = -8;
__u8 a_u8 = 200;
s16 an_s16 = -1600;
__u16 a_u16 = 60000;
s32 an_s32 = -320000;
__u32 a_u32 = 4000000000U;
s64 an_s64 = -64000000000LL;
__u64 a_u64 = 18000000000000000000ULL;
s128 an_s128 = -1;
u128 a_u128 = ((u128)1 << 100) + 7;
float a_float = 1.5f;
double a_double = -2.25;
int *a_pointer;
void *a_void_pointer;
int (*a_function)(void *, char);
struct unknown *an_unknown;
chained_ptr a_chain;

char text[16] = "hello";
char full[4] = "full";
const char constant_text[8] = "const";
char lines[2][8] = {"one", "two"};
__u8 mac[6] = {1, 2, 3, 4, 5, 255};
int ints[5] = {1, -2, 3, -4, 5};
__u32 matrix[2][3] = {{1, 2, 3}, {4, 5, 4000000000U}};
_Bool flags[3] = {1, 0, 1};
__u64 cube[2][2][2] = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
double reals[2] = {0.5, 0.25};
int nothing[0];

enum color { RED = 1, GREEN, BLUE = 4, AZURE = BLUE, NEGATIVE = -3 };
enum { ALPHA, BETA } letter = BETA;
typedef enum { LOW = 10, HIGH = 20 } level_t;
enum color color = GREEN;
enum color unknown_color = 77;
enum color palette[3] = {RED, BLUE, NEGATIVE};
level_t level = HIGH;

const volatile int limit = 5;
const volatile __u64 limits[3] = {7, 8, 9};
__u64 zeroed;
int counts[4];

int growing[1] SEC(".data.dyn") = {11};

SEC("raw_tp/sys_enter")
int nop(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
