/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Functions for probes to sit on, and a counter that the kernel raises while they do, as it does with
 * the semaphores of USDT probes. Loaded into the test's own process.
 */

#define NEVER_INLINED __attribute__((noinline, visibility("default")))

/* in a section of its own, as sys/sdt.h puts them */
volatile unsigned short probed_counter __attribute__((section(".probes"), visibility("default")));

NEVER_INLINED int probed_by_offset(int value)
{
	asm volatile("");
	return value + 1;
}

NEVER_INLINED int probed_by_name(int value)
{
	asm volatile("");
	return value + 2;
}

NEVER_INLINED int probed_sleepable(int value)
{
	asm volatile("");
	return value + 3;
}

NEVER_INLINED int probed_counter_now(void)
{
	return probed_counter;
}
