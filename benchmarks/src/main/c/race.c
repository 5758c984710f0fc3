/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Producers and C's consumers for the race: threads that run a program again and again until they are stopped, and
 * what a C program does to read what they produce.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define MOST_PRODUCERS 16

static pthread_t producers[MOST_PRODUCERS];
static int running;
static atomic_int stop;

struct work {
	int prog_fd;
	__u64 batch;
};

static struct work work;

static void *produce(void *ctx)
{
	const struct work *what = ctx;
	__u64 args[1] = { what->batch };
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = args, .ctx_size_in = sizeof(args));

	while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
		if (bpf_prog_test_run_opts(what->prog_fd, &opts))
			return ctx;
	}
	return NULL;
}

/* Runs a program in so many threads. */
int race_start(int prog_fd, long batch, int threads)
{
	work.prog_fd = prog_fd;
	work.batch = batch;
	atomic_store(&stop, 0);
	for (running = 0; running < threads && running < MOST_PRODUCERS; running++) {
		if (pthread_create(&producers[running], NULL, produce, &work))
			return -1;
	}
	return running;
}

/* Ends these threads; 0 if all their runs succeeded. */
int race_stop(void)
{
	int failed = 0;

	atomic_store(&stop, 1);
	for (int i = 0; i < running; i++) {
		void *result;

		if (pthread_join(producers[i], &result) || result)
			failed++;
	}
	running = 0;
	return failed;
}

static __u64 sum;
static long records;

static int on_record(void *ctx, void *data, size_t size)
{
	sum += *(const __u64 *)data;
	records++;
	return 0;
}

static void on_sample(void *ctx, int cpu, void *data, __u32 size)
{
	sum += *(const __u64 *)data;
	records++;
}

static void on_lost(void *ctx, int cpu, __u64 count)
{
}

struct ring_buffer *race_ring_open(int map_fd)
{
	return ring_buffer__new(map_fd, on_record, NULL, NULL);
}

void race_ring_close(struct ring_buffer *ring)
{
	ring_buffer__free(ring);
}

struct perf_buffer *race_perf_open(int map_fd, long pages)
{
	return perf_buffer__new(map_fd, pages, on_sample, on_lost, NULL, NULL);
}

void race_perf_close(struct perf_buffer *perf)
{
	perf_buffer__free(perf);
}

static __u64 now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ull + time.tv_nsec;
}

/* Each reads for some time and gives the number of records. */

long race_ring_poll(struct ring_buffer *ring, long nanos, int timeout_ms)
{
	__u64 end = now() + nanos;

	for (records = 0; now() < end;)
		ring_buffer__poll(ring, timeout_ms);
	return records;
}

long race_ring_spin(struct ring_buffer *ring, long nanos)
{
	__u64 end = now() + nanos;

	records = 0;
	do {
		ring_buffer__consume(ring);
	} while (now() < end);
	return records;
}

/* What a C program does where nobody wakes it: reads, and sleeps for a while. */
long race_ring_drain(struct ring_buffer *ring, long nanos, long interval_nanos)
{
	__u64 end = now() + nanos;
	struct timespec interval = { .tv_nsec = interval_nanos };

	for (records = 0; now() < end; nanosleep(&interval, NULL))
		ring_buffer__consume(ring);
	return records;
}

long race_perf_poll(struct perf_buffer *perf, long nanos, int timeout_ms)
{
	__u64 end = now() + nanos;

	records = 0;
	do {
		perf_buffer__poll(perf, timeout_ms);
	} while (now() < end);
	return records;
}
