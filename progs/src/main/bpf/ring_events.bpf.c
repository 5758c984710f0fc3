/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Fills ring buffers as the test says, a batch a test run: numbered events, records of any length, discarded
 * ones, and one that is held back while others follow it.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define BATCH 128
#define LONGEST 4096
#define SHIFTS 256

struct event {
	__u64 number;
	__u64 square;
	__u32 batch;
	__u32 discards;
} __attribute__((btf_decl_tag("bpfj_type")));

/* Without it the object would not say what an event is. */
const struct event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 18);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} others SEC(".maps");

/* What to do. */
unsigned int batch = 0; /* events a run, up to BATCH */
unsigned int discard_every = 0; /* so many events end in a discarded record each time; 0 for none */
unsigned int length = 0; /* of a record of bytes, up to LONGEST */
__u64 flags = 0; /* BPF_RB_NO_WAKEUP, BPF_RB_FORCE_WAKEUP */
int let_go = 0; /* ends hold */

/* What was done. */
__u64 number = 0; /* of the next event */
__u64 dropped = 0; /* found no room */
int held = 0;

unsigned char pattern[LONGEST + SHIFTS];

static int put_event(void *ring)
{
	struct event *event = bpf_ringbuf_reserve(ring, sizeof(*event), 0);

	if (!event) {
		dropped++;
		return 0;
	}
	event->number = number;
	event->square = number * number;
	event->batch = batch;
	event->discards = 0;
	if (discard_every && number % discard_every == 0) {
		event->discards = 1;
		bpf_ringbuf_discard(event, flags);
	} else {
		bpf_ringbuf_submit(event, flags);
	}
	number++;
	return 0;
}

/* Events into the large ring. */
SEC("raw_tp")
int produce(void *ctx)
{
	for (__u32 i = 0; i < BATCH && i < batch; i++)
		put_event(&events);
	return 0;
}

/* Events into the small ring. */
SEC("raw_tp")
int produce_others(void *ctx)
{
	for (__u32 i = 0; i < BATCH && i < batch; i++)
		put_event(&others);
	return 0;
}

/* Costs the verifier some tenths of a second, so only who needs it loads it. */
SEC("?raw_tp")
int fill_pattern(void *ctx)
{
	for (int i = 0; i < LONGEST + SHIFTS; i++)
		pattern[i] = i * 7 + i / 256;
	return 0;
}

/* One record of bytes, a piece of the pattern that begins at the record's number. */
SEC("raw_tp")
int produce_bytes(void *ctx)
{
	__u32 size = length;

	if (size > LONGEST)
		return 1;
	if (bpf_ringbuf_output(&others, pattern + (number & (SHIFTS - 1)), size, flags))
		dropped++;
	else
		number++;
	return 0;
}

static long is_let_go(__u32 index, void *ctx)
{
	return *(volatile int *)&let_go != 0;
}

/* Reserves an event and submits it when told to, at the latest after some tenths of a second. */
SEC("?raw_tp")
int hold(void *ctx)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 1;
	event->number = number;
	event->square = number * number;
	number++;
	held = 1;
	for (int i = 0; i < 8 && !*(volatile int *)&let_go; i++)
		bpf_loop(1 << 23, is_let_go, NULL, 0);
	held = 0;
	bpf_ringbuf_submit(event, flags);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
