/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Watches the system calls of the thread that has a given name. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define COMM_LEN 16

/* Constant for the kernel once loaded: set before that. */
const volatile char watched[COMM_LEN] = "";

/* The kernel's answer. */
unsigned long long calls = 0;
unsigned long long last_ns = 0;
int pid = 0;

SEC("raw_tp/sys_enter")
int on_sys_enter(void *ctx)
{
	char comm[COMM_LEN];
	int i;

	bpf_get_current_comm(comm, sizeof(comm));
	for (i = 0; i < COMM_LEN; i++) {
		if (comm[i] != watched[i])
			return 0;
		if (comm[i] == '\0')
			break;
	}
	calls++;
	last_ns = bpf_ktime_get_ns();
	pid = bpf_get_current_pid_tgid() >> 32;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
