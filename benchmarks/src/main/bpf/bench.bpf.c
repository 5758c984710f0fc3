/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the benchmarks read, write and look up. The C peers use the same object. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define BATCH 1024

struct event {
	__u64 number;
	__u64 time;
	__u32 pid;
	__u32 kind;
	char comm[16];
};

/* Without it the object would not say what an event is. */
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 << 10); /* a core's own cache holds it */
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} perf_events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10000);
	__type(key, __u64);
	__type(value, __u64);
} entries SEC(".maps");

/* As entries, with types that have members. */
struct flow {
	__u32 source;
	__u32 target;
};

struct stats {
	__u32 packets;
	__u32 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10000);
	__type(key, struct flow);
	__type(value, struct stats);
} flows SEC(".maps");

__u64 counter = 0;
__u32 width = 0;
_Bool flag = 0;
__u64 number = 0;
__u64 dropped = 0;

SEC("raw_tp")
int fill_ring(void *ctx)
{
	for (int i = 0; i < BATCH; i++) {
		struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

		if (!event) {
			dropped++;
			continue;
		}
		event->number = number++;
		event->time = i;
		event->pid = 1;
		event->kind = 2;
		__builtin_memcpy(event->comm, "benchmark", 10);
		bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
	}
	return 0;
}

SEC("raw_tp")
int fill_perf(void *ctx)
{
	for (int i = 0; i < BATCH; i++) {
		struct event event = {
			.number = number++,
			.time = i,
			.pid = 1,
			.kind = 2,
			.comm = "benchmark",
		};

		if (bpf_perf_event_output(ctx, &perf_events, BPF_F_CURRENT_CPU, &event, sizeof(event)))
			dropped++;
	}
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
