/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Programs that are started: who started what. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define COMM_LENGTH 16
#define FILE_LENGTH 128

struct event {
	int pid;
	int parent;
	unsigned int user;
	char command[COMM_LENGTH];
	char file[FILE_LENGTH];
};

/* Makes a Java class of the struct, which nothing else names in the object. */
const struct event *unused __attribute__((unused));

/* What user space asks for, constant from load on: a user id, or -1 for everybody. */
const volatile long long only_user = -1;

/* Events that the ring buffer had no room for. */
unsigned long long lost;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

SEC("raw_tp/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old_pid, struct linux_binprm *binary)
{
	unsigned int user = bpf_get_current_uid_gid();
	if (only_user >= 0 && only_user != user)
		return 0;

	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	event->pid = bpf_get_current_pid_tgid() >> 32;
	event->parent = BPF_CORE_READ(task, real_parent, tgid);
	event->user = user;
	bpf_get_current_comm(event->command, sizeof(event->command));
	bpf_probe_read_kernel_str(event->file, sizeof(event->file), BPF_CORE_READ(binary, filename));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
