/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Reads and overwrites the address that the test's own process hands to connect(), for ProbeUserTest.
 * Other processes connect too: user space says which process is its own before load.
 */
#include "kernel_types.h"
#include <linux/in.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

__u32 own_pid;
struct sockaddr_in old;
int calls;

SEC("ksyscall/connect")
int BPF_KSYSCALL(overwrite_address, int fd, struct sockaddr_in *address, int length)
{
	struct sockaddr_in new;

	if (bpf_get_current_pid_tgid() >> 32 != own_pid)
		return 0;
	bpf_probe_read_user(&old, sizeof(old), address);
	__builtin_memset(&new, 0xab, sizeof(new));
	bpf_probe_write_user(address, &new, sizeof(new));
	calls++;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
