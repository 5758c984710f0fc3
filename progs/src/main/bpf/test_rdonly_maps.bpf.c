/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Loops whose end depends on constants in .rodata, for RdonlyMapsTest. The verifier knows the
 * constants, since the section is frozen by then; it accepts the programs only because it does.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* The byte behind the array keeps clang from merging it into .rodata.cst16. */
const struct {
	unsigned int values[4];
	char end;
} constants = { .values = { 2, 3, 4, 5 } };

struct {
	unsigned int did_run;
	unsigned int rounds;
	unsigned int sum;
} result;

/* volatile: the compiler must not compute the loop itself */
#define CONSTANTS ((const unsigned int *)constants.values)

static __always_inline int done(unsigned int rounds, unsigned int sum)
{
	result.rounds = rounds;
	result.sum = sum;
	asm volatile("" ::: "memory"); /* the compiler leaves the last store the last */
	result.did_run = 1;
	return 0;
}

/* The first constant is even: the loop is never entered. */
SEC("raw_tracepoint/sys_enter:skip_loop")
int skip_loop(void *ctx)
{
	const unsigned int *volatile at = CONSTANTS;
	unsigned int rounds = 0, sum = 0;

	while (*at & 1) {
		rounds++;
		sum += *at;
		at++;
	}
	return done(rounds, sum);
}

/* The last constant ends the loop. */
SEC("raw_tracepoint/sys_enter:part_loop")
int part_loop(void *ctx)
{
	const unsigned int *volatile at = CONSTANTS;
	unsigned int rounds = 0, sum = 0;

	while (*at < 5) {
		rounds++;
		sum += *at;
		at++;
	}
	return done(rounds, sum);
}

/* All constants are added. */
SEC("raw_tracepoint/sys_enter:full_loop")
int full_loop(void *ctx)
{
	const unsigned int *volatile at = CONSTANTS;
	int left = sizeof(constants.values) / sizeof(constants.values[0]);
	unsigned int rounds = 0, sum = 0;

	while (left > 0) {
		rounds++;
		sum += *at;
		at++;
		left--;
	}
	return done(rounds, sum);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
