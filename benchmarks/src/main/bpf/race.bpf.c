/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Producers that run while somebody reads: each test run puts as many records into a buffer as its first argument
 * says, and notes what that took. Counts are added up once a run, so that producers do not meet there.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define LONGEST_BATCH 4096

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 512 << 10);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} perf SEC(".maps");

/* How to submit. */
__u64 submit_flags = 0; /* BPF_RB_NO_WAKEUP, BPF_RB_FORCE_WAKEUP */
__u64 wake_every = 0; /* so many records are submitted without a wake-up and one with; 0 for submit_flags */

/* What was done. */
__u64 submitted = 0;
__u64 lost = 0; /* found no room */
__u64 nanos = 0;

static __always_inline __u64 flags(__u32 record)
{
	if (!wake_every)
		return submit_flags;
	return record % wake_every ? BPF_RB_NO_WAKEUP : BPF_RB_FORCE_WAKEUP;
}

static __always_inline int finish(__u64 start, __u64 done, __u64 failed)
{
	__sync_fetch_and_add(&nanos, bpf_ktime_get_ns() - start);
	__sync_fetch_and_add(&submitted, done);
	__sync_fetch_and_add(&lost, failed);
	return 0;
}

#define FOR_EACH_RECORD(ctx) for (__u32 i = 0; i < LONGEST_BATCH && i < (ctx)->args[0]; i++)

#define RESERVE(size) \
SEC("raw_tp") \
int reserve_##size(struct bpf_raw_tracepoint_args *ctx) \
{ \
	__u64 start = bpf_ktime_get_ns(), done = 0, failed = 0; \
\
	FOR_EACH_RECORD(ctx) { \
		__u64 *record = bpf_ringbuf_reserve(&ring, size, 0); \
\
		if (!record) { \
			failed++; \
			continue; \
		} \
		*record = i; \
		bpf_ringbuf_submit(record, flags(i)); \
		done++; \
	} \
	return finish(start, done, failed); \
}

RESERVE(8)
RESERVE(64)
RESERVE(512)
RESERVE(4096)

SEC("raw_tp")
int output_8(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 start = bpf_ktime_get_ns(), done = 0, failed = 0;

	FOR_EACH_RECORD(ctx) {
		__u64 record = i;

		if (bpf_ringbuf_output(&ring, &record, sizeof(record), flags(i)))
			failed++;
		else
			done++;
	}
	return finish(start, done, failed);
}

SEC("raw_tp")
int perf_8(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 start = bpf_ktime_get_ns(), done = 0, failed = 0;

	FOR_EACH_RECORD(ctx) {
		__u64 record = i;

		if (bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, &record, sizeof(record)))
			failed++;
		else
			done++;
	}
	return finish(start, done, failed);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
