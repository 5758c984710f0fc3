/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Maps whose keys hold more than Java's values of their types: texts, padding, other truths. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

#define ENTRIES 64

struct owner {
	char name[16];
	char groups[2][8];
	__u32 user;
};

struct padded {
	__u32 number;
	char letter; /* and three bytes of padding */
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, char[16]);
	__type(value, char[8]);
} names SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, char[2][8]);
	__type(value, __u64);
} pairs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, struct owner);
	__type(value, __u64);
} owners SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, struct padded);
	__type(value, __u64);
} padded_keys SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENTRIES);
	__type(key, bool);
	__type(value, __u64);
} truths SEC(".maps");

/* A name with what another one left behind its end, as a program that reuses a buffer makes it. */
SEC("raw_tp")
int leave(void *ctx)
{
	char name[16] = "sh\0leftover", value[8] = "second";

	return bpf_map_update_elem(&names, name, value, BPF_ANY);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
