/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signals a thread as profilers do, for SignalStormTest: by SIGPROF, and by those that they are told
 * to use in its place.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const int signals[] = { SIGPROF, SIGVTALRM, SIGSTKFLT, SIGPWR, 40 /* real-time */ };
#define KINDS (sizeof(signals) / sizeof(signals[0]))

static const struct timespec interval = { .tv_nsec = 1000000 };

static atomic_long handled;
static atomic_bool stopping;
static pid_t target;
static pthread_t sender;

static void handle(int signal)
{
	handled++;
}

static void *send(void *unused)
{
	size_t i;

	for (i = 0; !stopping; i++) {
		syscall(SYS_tgkill, getpid(), target, signals[i % KINDS]);
		nanosleep(&interval, NULL);
	}
	return NULL;
}

/* Signals the calling thread every millisecond. The handlers stay. Returns 0 or an error. */
int storm_begin(void)
{
	struct sigaction action = { .sa_handler = handle, .sa_flags = SA_RESTART };
	size_t i;

	for (i = 0; i < KINDS; i++)
		sigaction(signals[i], &action, NULL);
	handled = 0;
	stopping = 0;
	target = syscall(SYS_gettid);
	return pthread_create(&sender, NULL, send, NULL);
}

/* How many signals were handled so far. */
long storm_handled(void)
{
	return handled;
}

void storm_end(void)
{
	stopping = 1;
	pthread_join(sender, NULL);
}
