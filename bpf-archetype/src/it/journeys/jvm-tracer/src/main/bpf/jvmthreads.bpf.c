/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Java threads that start and end in a JVM, by HotSpot's own probes. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/usdt.bpf.h>

#define NAME_LEN 64
#define COMM_LEN 16

enum kind { STARTED, ENDED };

struct event {
	__u64 life_ns; /* of a thread that ended and whose start was seen, else 0 */
	__s64 java_id;
	__u32 pid;
	__u32 tid;
	enum kind kind;
	bool daemon;
	char process[COMM_LEN];
	char name[NAME_LEN];
};

/* Its type gets a class by this. */
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} starts SEC(".maps");

unsigned long long lost = 0;

static int report(enum kind kind, const char *name, __u64 length, long java_id, bool daemon)
{
	__u64 now = bpf_ktime_get_ns();
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	__u32 tid = (__u32)pid_tgid;
	struct event *event;
	__u64 *start;

	if (kind == STARTED)
		bpf_map_update_elem(&starts, &tid, &now, BPF_ANY);
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return 0;
	}
	event->life_ns = 0;
	if (kind == ENDED) {
		start = bpf_map_lookup_elem(&starts, &tid);
		if (start)
			event->life_ns = now - *start;
		bpf_map_delete_elem(&starts, &tid);
	}
	event->kind = kind;
	event->java_id = java_id;
	event->pid = pid_tgid >> 32;
	event->tid = tid;
	event->daemon = daemon;
	bpf_get_current_comm(event->process, sizeof(event->process));
	__builtin_memset(event->name, 0, sizeof(event->name));
	/* The name has no terminator of its own. */
	if (length > NAME_LEN - 1)
		length = NAME_LEN - 1;
	bpf_probe_read_user(event->name, length, name);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("usdt")
int BPF_USDT(on_thread_start, char *name, __u64 length, long java_id, long native_id, bool daemon)
{
	return report(STARTED, name, length, java_id, daemon);
}

SEC("usdt")
int BPF_USDT(on_thread_stop, char *name, __u64 length, long java_id, long native_id, bool daemon)
{
	return report(ENDED, name, length, java_id, daemon);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
