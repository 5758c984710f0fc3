/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Writes to perf buffers as the test says, a batch a test run, on the processor that it runs on. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define BATCH 128
#define LONGEST 4096
#define SHIFTS 256

struct event {
	__u64 number;
	__u64 square;
	__u32 cpu;
	__u32 batch;
} __attribute__((btf_decl_tag("bpfj_type")));

/* Without it the object would not say what an event is. */
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} perf_events SEC(".maps");

/* What to do. */
__u32 batch = 0; /* events a run, up to BATCH */
__u32 length = 0; /* of a record of bytes, up to LONGEST */

/* What was done. */
__u64 number = 0; /* of the next event */
__u64 dropped = 0; /* found no room */
__s64 last_error = 0;

unsigned char pattern[LONGEST + SHIFTS];

static void note(long error)
{
	if (error) {
		dropped++;
		last_error = error;
	} else {
		number++;
	}
}

SEC("raw_tp")
int write_events(void *ctx)
{
	for (__u32 i = 0; i < BATCH && i < batch; i++) {
		struct event event = {
			.number = number,
			.square = number * number,
			.cpu = bpf_get_smp_processor_id(),
			.batch = batch,
		};

		note(bpf_perf_event_output(ctx, &perf_events, BPF_F_CURRENT_CPU, &event, sizeof(event)));
	}
	return 0;
}

/* One record of bytes, a piece of the pattern that begins at the record's number. */
SEC("raw_tp")
int write_bytes(void *ctx)
{
	__u32 size = length;

	if (size > LONGEST)
		return 1;
	note(bpf_perf_event_output(ctx, &perf_events, BPF_F_CURRENT_CPU, pattern + (number & (SHIFTS - 1)), size));
	return 0;
}

/* What no perf buffer's record has room for. */
#define TOO_LONG 70000

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, TOO_LONG);
} long_bytes SEC(".maps");

/* One record of bytes that are all 0, and may be too many. */
SEC("raw_tp")
int write_long(void *ctx)
{
	__u32 first = 0, size = length;
	void *bytes = bpf_map_lookup_elem(&long_bytes, &first);

	if (!bytes || size > TOO_LONG)
		return 1;
	note(bpf_perf_event_output(ctx, &perf_events, BPF_F_CURRENT_CPU, bytes, size));
	return 0;
}

/* Costs the verifier some tenths of a second, so only who needs it loads it. */
SEC("?raw_tp")
int fill_perf_pattern(void *ctx)
{
	for (int i = 0; i < LONGEST + SHIFTS; i++)
		pattern[i] = i * 7 + i / 256;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
