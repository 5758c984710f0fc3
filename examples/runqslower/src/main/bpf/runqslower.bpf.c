/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Who waits long for a processor: the time from a task's becoming runnable to its running, told to user space
 * where it is over a limit.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define COMM 16
#define NS_PER_US 1000
#define MAX_TASKS 10240
#define RING (256 * 1024)

struct event {
	__u64 delay_us;
	__s32 pid;
	char comm[COMM];
};

/* what user space asks for, constant from load on */
const volatile __u64 min_us = 10000;
const volatile int only_process = 0;

/* events that did not fit into the ring */
__u64 lost;

/* never filled: user space learns the event's layout by it */
struct event layout;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, MAX_TASKS);
	__type(key, __s32);
	__type(value, __u64);
} runnable_since SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, RING);
} events SEC(".maps");

/* The kernel's task, as much of it as is used; its state has had two names. */
struct task_struct {
	int pid;
	int tgid;
	char comm[COMM];
	unsigned int __state;
} __attribute__((preserve_access_index));

struct task_struct___before_5_14 {
	long state;
} __attribute__((preserve_access_index));

static bool is_runnable(struct task_struct *task)
{
	struct task_struct___before_5_14 *older = (void *)task;

	if (bpf_core_field_exists(older->state))
		return older->state == 0;
	return task->__state == 0;
}

static int start_waiting(struct task_struct *task)
{
	__s32 pid = task->pid;
	__u64 now;

	/* 0 is the idle task, of which every processor has one */
	if (!pid || (only_process && task->tgid != only_process))
		return 0;
	now = bpf_ktime_get_ns();
	bpf_map_update_elem(&runnable_since, &pid, &now, BPF_ANY);
	return 0;
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(wakeup, struct task_struct *task)
{
	return start_waiting(task);
}

SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(wakeup_new, struct task_struct *task)
{
	return start_waiting(task);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(sched_switch, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	__s32 pid = next->pid;
	struct event *event;
	__u64 *since, delay;

	/* it did not go by itself: it waits from now on */
	if (is_runnable(previous))
		start_waiting(previous);

	since = bpf_map_lookup_elem(&runnable_since, &pid);
	if (!since)
		return 0;
	delay = (bpf_ktime_get_ns() - *since) / NS_PER_US;
	bpf_map_delete_elem(&runnable_since, &pid);
	if (delay <= min_us)
		return 0;

	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	event->delay_us = delay;
	event->pid = pid;
	bpf_probe_read_kernel_str(event->comm, sizeof(event->comm), next->comm);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
