/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A program that the verifier takes half a second for, since it walks every round of the loop: for
 * SignalStormTest. Each state that it keeps has a full stack to copy.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define ROUNDS 105000 /* of 9 instructions, of which it takes a million */
#define WORDS 56

__u64 runs;

SEC("tc")
int takes_long(struct __sk_buff *skb)
{
	volatile __u64 words[WORDS];
	__u64 mixed = skb->len;
	int i;

#pragma clang loop unroll(full)
	for (i = 0; i < WORDS; i++)
		words[i] = mixed;
#pragma clang loop unroll(disable)
	for (i = 0; i < ROUNDS; i++) {
		mixed += words[3];
		words[7] = mixed;
		asm volatile("" : "+r"(mixed));
	}
	runs++;
	return mixed != 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
