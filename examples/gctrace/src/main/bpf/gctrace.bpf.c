/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Garbage collections and pauses of a JVM, by HotSpot's own probes. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

#define NAME_LENGTH 64
#define MAX_MANAGERS 64
#define AT_SAFEPOINT 0

enum kind {
	PAUSE, /* an operation of the VM, for which all threads stop */
	COLLECTION, /* of a memory manager, with or without pauses */
	REQUEST, /* System.gc() */
};

struct event {
	__u64 length_ns;
	__u64 used_before; /* bytes in all pools of the memory manager */
	__u64 used_after;
	enum kind kind;
	char name[NAME_LENGTH]; /* of the operation, the memory manager or the thread */
};

/* Generates a Java class for the struct, which only local variables use. */
const struct event *unused __attribute__((unused));

/* Events that the ring buffer had no room for. */
__u64 lost;

/* A JVM has one thread that runs such operations, one at a time. */
static __u64 operation_began_ns;

struct collection {
	__u64 began_ns;
	__u64 used_before;
	__u64 used_after;
	__u32 pools; /* reported at the beginning */
	__u32 ended_pools; /* reported at the end so far */
};

/* Collections that have begun. The key is the address of the memory manager's name. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, MAX_MANAGERS);
	__type(key, __u64);
	__type(value, struct collection);
} collections SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static struct event *reserve(enum kind kind)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return NULL;
	}
	__builtin_memset(event, 0, sizeof(*event));
	event->kind = kind;
	return event;
}

/* hotspot:vmops__begin */
SEC("usdt")
int BPF_USDT(on_operation_begin, void *name, long name_length, long mode)
{
	operation_began_ns = mode == AT_SAFEPOINT ? bpf_ktime_get_ns() : 0;
	return 0;
}

/* hotspot:vmops__end */
SEC("usdt")
int BPF_USDT(on_operation_end, void *name)
{
	__u64 began_ns = operation_began_ns;
	struct event *event;

	operation_began_ns = 0;
	if (!began_ns)
		return 0; /* no pause, or begun before this program was attached */
	event = reserve(PAUSE);
	if (!event)
		return 0;
	event->length_ns = bpf_ktime_get_ns() - began_ns;
	bpf_probe_read_user_str(event->name, sizeof(event->name), name);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

/* hotspot:mem__pool__gc__begin, once for each memory pool of the manager whose collection begins */
SEC("usdt")
int BPF_USDT(on_pool_begin, void *manager, long manager_length, void *pool, long pool_length, long init, long used)
{
	__u64 key = (unsigned long)manager;
	struct collection *collection = bpf_map_lookup_elem(&collections, &key);

	if (!collection || collection->ended_pools) {
		struct collection first = {
			.began_ns = bpf_ktime_get_ns(),
			.used_before = used,
			.pools = 1,
		};

		bpf_map_update_elem(&collections, &key, &first, BPF_ANY);
		return 0;
	}
	collection->used_before += used;
	collection->pools++;
	return 0;
}

/* hotspot:mem__pool__gc__end */
SEC("usdt")
int BPF_USDT(on_pool_end, void *manager, long manager_length, void *pool, long pool_length, long init, long used)
{
	__u64 key = (unsigned long)manager;
	struct collection *collection = bpf_map_lookup_elem(&collections, &key);
	struct event *event;

	if (!collection)
		return 0; /* begun before this program was attached */
	collection->used_after += used;
	collection->ended_pools++;
	if (collection->ended_pools < collection->pools)
		return 0;
	event = reserve(COLLECTION);
	if (event) {
		event->length_ns = bpf_ktime_get_ns() - collection->began_ns;
		event->used_before = collection->used_before;
		event->used_after = collection->used_after;
		bpf_probe_read_user_str(event->name, sizeof(event->name), manager);
		bpf_ringbuf_submit(event, 0);
	}
	bpf_map_delete_elem(&collections, &key);
	return 0;
}

/* JVM_GC: what Runtime.gc() calls */
SEC("uprobe")
int on_request(struct pt_regs *ctx)
{
	struct event *event = reserve(REQUEST);

	if (!event)
		return 0;
	bpf_get_current_comm(event->name, sizeof(event->name));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
