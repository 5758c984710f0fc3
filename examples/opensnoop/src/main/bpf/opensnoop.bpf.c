/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files that are opened: by whom, and with which result. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define COMMAND_LENGTH 16
#define FILE_LENGTH 256
#define MAX_CALLS 10240

struct event {
	int pid;
	int result; /* a file descriptor, or a negative error number */
	char command[COMMAND_LENGTH];
	char file[FILE_LENGTH];
};

/* Generates a Java class for the struct, which only a local variable uses. */
const struct event *unused __attribute__((unused));

/* What user space asks for, constant from load on; 0 stands for all processes. */
const volatile int only_process;
const volatile bool only_failed;

/* Events that the ring buffer had no room for, and calls that the map had none for. */
__u64 lost;

/* The file name of each thread's call, as an address in the process: when the call returns, its page is present. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, MAX_CALLS);
	__type(key, __u64);
	__type(value, unsigned long);
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static int enter(unsigned long file)
{
	__u64 thread = bpf_get_current_pid_tgid();

	if (only_process && only_process != thread >> 32)
		return 0;
	if (bpf_map_update_elem(&calls, &thread, &file, BPF_ANY))
		__sync_fetch_and_add(&lost, 1);
	return 0;
}

static int leave(long result)
{
	__u64 thread = bpf_get_current_pid_tgid();
	unsigned long *call = bpf_map_lookup_elem(&calls, &thread);
	unsigned long file;
	struct event *event;

	if (!call)
		return 0;
	file = *call;
	bpf_map_delete_elem(&calls, &thread);
	if (only_failed && result >= 0)
		return 0;

	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	event->pid = thread >> 32;
	event->result = result;
	bpf_get_current_comm(event->command, sizeof(event->command));
	if (bpf_probe_read_user_str(event->file, sizeof(event->file), (void *)file) < 0)
		event->file[0] = '\0';
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("tp/syscalls/sys_enter_openat")
int enter_openat(struct trace_event_raw_sys_enter *ctx)
{
	return enter(ctx->args[1]);
}

SEC("tp/syscalls/sys_exit_openat")
int leave_openat(struct trace_event_raw_sys_exit *ctx)
{
	return leave(ctx->ret);
}

SEC("tp/syscalls/sys_enter_openat2")
int enter_openat2(struct trace_event_raw_sys_enter *ctx)
{
	return enter(ctx->args[1]);
}

SEC("tp/syscalls/sys_exit_openat2")
int leave_openat2(struct trace_event_raw_sys_exit *ctx)
{
	return leave(ctx->ret);
}

/* x86 has it; newer architectures do not. */
SEC("tp/syscalls/sys_enter_open")
int enter_open(struct trace_event_raw_sys_enter *ctx)
{
	return enter(ctx->args[0]);
}

SEC("tp/syscalls/sys_exit_open")
int leave_open(struct trace_event_raw_sys_exit *ctx)
{
	return leave(ctx->ret);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
