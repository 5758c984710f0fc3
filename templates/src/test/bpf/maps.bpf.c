/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Maps of every type, and keys and values of every kind. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

/* Those that old headers lack. */
#define MAP_TYPE_CGRP_STORAGE 32
#define MAP_TYPE_ARENA 33
#define MAP_TYPE_OF_THE_FUTURE 99

enum color { RED, GREEN };

enum wide { NARROW, WIDE = 1ULL << 40 };

struct flow {
	__u32 address;
	__u16 port;
};

typedef struct {
	__u64 packets;
} stats_t;

struct list { /* a name that skeletons use themselves */
	int item;
};

struct behind_a_pointer;

#define MAP(name, map_type, K, V)                                                        \
	struct {                                                                         \
		__uint(type, map_type);                                                  \
		__uint(max_entries, 4);                                                  \
		__type(key, K);                                                          \
		__type(value, V);                                                        \
	} name SEC(".maps")

#define SIZED(name, map_type, k, v)                                                      \
	struct {                                                                         \
		__uint(type, map_type);                                                  \
		__uint(max_entries, 4);                                                  \
		__uint(key_size, k);                                                     \
		__uint(value_size, v);                                                   \
	} name SEC(".maps")

#define VALUES(name, map_type, V)                                                        \
	struct {                                                                         \
		__uint(type, map_type);                                                  \
		__uint(max_entries, 4);                                                  \
		__type(value, V);                                                        \
	} name SEC(".maps")

/* Types of keys and values */
MAP(of_s8, BPF_MAP_TYPE_HASH, signed char, __s8);
MAP(of_u8, BPF_MAP_TYPE_HASH, __u8, char);
MAP(of_s16, BPF_MAP_TYPE_HASH, short, const __s16);
MAP(of_u16, BPF_MAP_TYPE_HASH, __u16, volatile __u16);
MAP(of_s32, BPF_MAP_TYPE_HASH, int, __s32);
MAP(of_u32, BPF_MAP_TYPE_HASH, __u32, __u32);
MAP(of_64, BPF_MAP_TYPE_HASH, __s64, __u64);
MAP(of_128, BPF_MAP_TYPE_HASH, __int128, unsigned __int128);
MAP(of_floats, BPF_MAP_TYPE_HASH, float, double);
MAP(of_bools, BPF_MAP_TYPE_HASH, bool, bool);
MAP(of_enums, BPF_MAP_TYPE_HASH, enum color, enum wide);
MAP(of_pointers, BPF_MAP_TYPE_HASH, void *, struct behind_a_pointer *);
typedef char comm_t[16];
typedef char lines_t[2][8];
typedef __u64 slots_t[27];
MAP(of_texts, BPF_MAP_TYPE_HASH, comm_t, lines_t);
MAP(of_structs, BPF_MAP_TYPE_LRU_HASH, struct flow, stats_t);
MAP(of_lists, BPF_MAP_TYPE_HASH, struct list, slots_t);
typedef __s16 grid_t[2][3];
typedef struct flow flows_t[2];
typedef __u8 macs_t[2][6];
typedef __u8 mac_t[6];
typedef __int128 wides_t[2];
MAP(of_rows, BPF_MAP_TYPE_HASH, grid_t, flows_t);
MAP(of_rows_of_bytes, BPF_MAP_TYPE_HASH, macs_t, mac_t);
MAP(of_arrays_per_cpu, BPF_MAP_TYPE_PERCPU_HASH, __u64, wides_t);
SIZED(of_bytes, BPF_MAP_TYPE_HASH, 6, 3);

/* Types of maps */
MAP(in_array, BPF_MAP_TYPE_ARRAY, __u32, struct flow);
MAP(per_cpu_hash, BPF_MAP_TYPE_PERCPU_HASH, __u64, struct flow);
MAP(per_cpu_array, BPF_MAP_TYPE_PERCPU_ARRAY, int, __u32);
MAP(trie, BPF_MAP_TYPE_LPM_TRIE, struct flow, __u8);
VALUES(queue, BPF_MAP_TYPE_QUEUE, struct flow);
VALUES(stack, BPF_MAP_TYPE_STACK, __u64);
VALUES(bloom, BPF_MAP_TYPE_BLOOM_FILTER, stats_t);
SIZED(stacks, BPF_MAP_TYPE_STACK_TRACE, 4, 64);
SIZED(steps, BPF_MAP_TYPE_PROG_ARRAY, 4, 4);
SIZED(perf_events, BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4);
SIZED(groups, BPF_MAP_TYPE_CGROUP_ARRAY, 4, 4);
MAP(devices, BPF_MAP_TYPE_DEVMAP, __u32, struct bpf_devmap_val);
MAP(devices_by_key, BPF_MAP_TYPE_DEVMAP_HASH, __u32, __u32);
MAP(cpus, BPF_MAP_TYPE_CPUMAP, __u32, __u32);
MAP(sockets, BPF_MAP_TYPE_SOCKMAP, __u32, __u64);
MAP(sockets_by_flow, BPF_MAP_TYPE_SOCKHASH, struct flow, __u64);
MAP(xdp_sockets, BPF_MAP_TYPE_XSKMAP, __u32, __u32);
MAP(listeners, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, __u32, __u64);
MAP(of_sockets, BPF_MAP_TYPE_SK_STORAGE, int, struct flow);
MAP(of_inodes, BPF_MAP_TYPE_INODE_STORAGE, int, struct flow);
MAP(of_tasks, BPF_MAP_TYPE_TASK_STORAGE, int, __u32);
MAP(of_cgroups, MAP_TYPE_CGRP_STORAGE, int, __u32);
MAP(of_attachments, BPF_MAP_TYPE_CGROUP_STORAGE, struct bpf_cgroup_storage_key, __u64);
MAP(of_attachments_per_cpu, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, __u64, __u64);
MAP(of_the_future, MAP_TYPE_OF_THE_FUTURE, __u32, struct flow);

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct flow);
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, __u32);
	__array(values, struct inner);
} by_index SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 4);
	__type(key, struct flow);
	__array(values, struct inner);
} by_flow SEC(".maps");

SIZED(by_number, BPF_MAP_TYPE_HASH_OF_MAPS, 8, 4);

char LICENSE[] SEC("license") = "GPL";
