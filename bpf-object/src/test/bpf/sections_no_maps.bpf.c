/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Global data and no maps: opens without type information too. */
int counter;

__attribute__((section("socket"), used))
int use(void *ctx)
{
	return counter++;
}
