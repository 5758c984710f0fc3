/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a congestion control written in BPF is made of: only the members that are used, as the kernel names them. */
#ifndef CONGESTION_TYPES_H
#define CONGESTION_TYPES_H

#include <linux/types.h>

struct sock;

struct tcp_sock {
	__u32 snd_cwnd;
} __attribute__((preserve_access_index));

struct tcp_congestion_ops {
	void (*init)(struct sock *sk);
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
};

static inline __u32 window(struct sock *sk)
{
	return ((struct tcp_sock *)sk)->snd_cwnd;
}

#endif
