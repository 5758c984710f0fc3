/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A program with a function to be replaced and looked at, for the programs of attach_others. The function is
 * global, so that it has BTF of its own and is not inlined.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__attribute__((noinline)) int answer(struct xdp_md *ctx)
{
	int number = 7;

	/*
	 * The verifier does not know what comes of it; nor may the compiler, which also would not pass what
	 * is not used.
	 */
	asm volatile("" : "+r"(number) : "r"(ctx));
	return number;
}

__attribute__((noinline)) int other(struct xdp_md *ctx)
{
	int number = 8;

	asm volatile("" : "+r"(number) : "r"(ctx));
	return number;
}

SEC("xdp")
int asks(struct xdp_md *ctx)
{
	return answer(ctx) * 10 + other(ctx);
}

char LICENSE[] SEC("license") = "GPL";
