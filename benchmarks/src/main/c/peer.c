/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C beside which Java is measured: what a C program does with libbpf and the skeletons that bpftool makes
 * of the same objects. Each function does a batch, so that the call from Java does not count.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>

#include "life.skel.h"

struct event {
	__u64 number;
	__u64 time;
	__u32 pid;
	__u32 kind;
	char comm[16];
};

static __u64 sum;

static int on_record(void *ctx, void *data, size_t size)
{
	const struct event *event = data;

	sum += event->number + event->pid;
	return 0;
}

struct ring_buffer *peer_ring_open(int map_fd)
{
	return ring_buffer__new(map_fd, on_record, NULL, NULL);
}

int peer_ring_add(struct ring_buffer *ring, int map_fd)
{
	return ring_buffer__add(ring, map_fd, on_record, NULL);
}

int peer_ring_consume(struct ring_buffer *ring)
{
	return ring_buffer__consume(ring);
}

void peer_ring_close(struct ring_buffer *ring)
{
	ring_buffer__free(ring);
}

static long perf_records;

static void on_sample(void *ctx, int cpu, void *data, __u32 size)
{
	const struct event *event = data;

	sum += event->number + event->pid;
	perf_records++;
}

static void on_lost(void *ctx, int cpu, __u64 count)
{
}

struct perf_buffer *peer_perf_open(int map_fd, long pages)
{
	return perf_buffer__new(map_fd, pages, on_sample, on_lost, NULL, NULL);
}

long peer_perf_consume(struct perf_buffer *perf)
{
	perf_records = 0;
	perf_buffer__consume(perf);
	return perf_records;
}

void peer_perf_close(struct perf_buffer *perf)
{
	perf_buffer__free(perf);
}

/* The next of a row of keys that jumps about in the map. */
static inline __u64 next_key(__u64 key, __u64 keys)
{
	return (key * 7919 + 17) % keys;
}

long peer_lookup(int map_fd, long count, long keys)
{
	__u64 key = 0, value, found = 0;

	for (long i = 0; i < count; i++) {
		if (bpf_map_lookup_elem(map_fd, &key, &value) == 0)
			found += value;
		key = next_key(key, keys);
	}
	return found;
}

long peer_update(int map_fd, long count, long keys)
{
	__u64 key = 0, done = 0;

	for (long i = 0; i < count; i++) {
		__u64 value = 1;

		if (bpf_map_update_elem(map_fd, &key, &value, BPF_ANY) == 0)
			done++;
		key = next_key(key, keys);
	}
	return done;
}

/* Reads all entries, so many at a time, or more where the kernel has more in one bucket of the table. */
long peer_lookup_batch(int map_fd, int at_once)
{
	__u64 *keys = malloc(at_once * sizeof(*keys)), *values = malloc(at_once * sizeof(*values));
	__u64 batch, found = 0, *from = NULL;
	__u32 count;
	int error;

	do {
		count = at_once;
		error = bpf_map_lookup_batch(map_fd, from, &batch, keys, values, &count, NULL);
		if (error == -ENOSPC) {
			at_once *= 2;
			keys = realloc(keys, at_once * sizeof(*keys));
			values = realloc(values, at_once * sizeof(*values));
			error = 0;
			continue;
		}
		for (__u32 i = 0; i < count; i++)
			found += values[i];
		from = &batch;
	} while (!error);
	free(keys);
	free(values);
	return found;
}

long peer_read_global(const volatile __u64 *variable, long count)
{
	__u64 total = 0;

	for (long i = 0; i < count; i++)
		total += *variable;
	return total;
}

void peer_write_global(volatile __u64 *variable, long count)
{
	for (long i = 0; i < count; i++)
		*variable = i;
}

void peer_add_global(__u64 *variable, long count)
{
	for (long i = 0; i < count; i++)
		__sync_fetch_and_add(variable, 1);
}

/* Opens, loads, attaches and closes. */
int peer_life(void)
{
	struct life_bpf *skel = life_bpf__open_and_load();
	int error;

	if (!skel)
		return -1;
	error = life_bpf__attach(skel);
	life_bpf__destroy(skel);
	return error;
}
