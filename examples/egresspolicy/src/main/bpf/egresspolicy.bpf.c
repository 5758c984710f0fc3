/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Decides where the processes of a cgroup may connect, and send datagrams, to. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define ADDRESS_WORDS 4
#define COMMAND_LENGTH 16
#define IPV4_BITS 32
#define IPV6_BITS 128
#define MAX_RULES 1024
#define MAPPED_IPV4 0xffff /* ::ffff:192.0.2.1 */

#define REFUSE 0 /* the call returns -EPERM */
#define PERMIT 1

struct ipv4_prefix {
	__u32 length;
	__u32 address;
};

struct ipv6_prefix {
	__u32 length;
	__u32 address[ADDRESS_WORDS];
};

/* A call that was refused. */
struct event {
	int pid;
	__u16 port;
	__u8 protocol; /* IPPROTO_TCP, ... */
	bool is_ipv6;
	__u32 address[ADDRESS_WORDS]; /* an IPv4 address is in the first word */
	char command[COMMAND_LENGTH];
};

/* Generates a Java class for the struct, which only a local variable uses. */
const struct event *unused __attribute__((unused));

/* What is decided where no rule fits, constant from load on. */
const volatile bool refuse_others;

/* Events that the ring buffer had no room for. */
__u64 lost;

/* PERMIT or REFUSE, for prefixes of destinations; the longest prefix that fits counts. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, MAX_RULES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct ipv4_prefix);
	__type(value, __u32);
} ipv4_rules SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, MAX_RULES);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct ipv6_prefix);
	__type(value, __u32);
} ipv6_rules SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} refused SEC(".maps");

static __always_inline int report(struct bpf_sock_addr *ctx, const __u32 *address, bool is_ipv6)
{
	struct event *event = bpf_ringbuf_reserve(&refused, sizeof(*event), 0);
	struct task_struct *task;

	if (!event) {
		__sync_fetch_and_add(&lost, 1);
		return REFUSE;
	}
	/* Not all kernels let programs of cgroups ask for the process directly. */
	task = (struct task_struct *)bpf_get_current_task();
	event->pid = BPF_CORE_READ(task, tgid);
	BPF_CORE_READ_STR_INTO(&event->command, task, comm);
	event->port = bpf_ntohs(ctx->user_port);
	event->protocol = ctx->protocol;
	event->is_ipv6 = is_ipv6;
	__builtin_memcpy(event->address, address, sizeof(event->address));
	bpf_ringbuf_submit(event, 0);
	return REFUSE;
}

static __always_inline int decide_ipv4(struct bpf_sock_addr *ctx, __u32 address)
{
	struct ipv4_prefix key = { .length = IPV4_BITS, .address = address };
	__u32 *rule = bpf_map_lookup_elem(&ipv4_rules, &key);
	__u32 words[ADDRESS_WORDS] = { address };

	if (rule ? *rule == PERMIT : !refuse_others)
		return PERMIT;
	return report(ctx, words, false);
}

static __always_inline int decide_ipv6(struct bpf_sock_addr *ctx)
{
	struct ipv6_prefix key = { .length = IPV6_BITS };
	__u32 *rule;

	key.address[0] = ctx->user_ip6[0];
	key.address[1] = ctx->user_ip6[1];
	key.address[2] = ctx->user_ip6[2];
	key.address[3] = ctx->user_ip6[3];
	/* IPv6 sockets reach IPv4 addresses, too; Java's do by default. */
	if (!key.address[0] && !key.address[1] && key.address[2] == bpf_htonl(MAPPED_IPV4))
		return decide_ipv4(ctx, key.address[3]);
	rule = bpf_map_lookup_elem(&ipv6_rules, &key);
	if (rule ? *rule == PERMIT : !refuse_others)
		return PERMIT;
	return report(ctx, key.address, true);
}

SEC("cgroup/connect4")
int on_connect_ipv4(struct bpf_sock_addr *ctx)
{
	return decide_ipv4(ctx, ctx->user_ip4);
}

SEC("cgroup/connect6")
int on_connect_ipv6(struct bpf_sock_addr *ctx)
{
	return decide_ipv6(ctx);
}

/* Datagrams of sockets that are not connected. */
SEC("cgroup/sendmsg4")
int on_send_ipv4(struct bpf_sock_addr *ctx)
{
	return decide_ipv4(ctx, ctx->user_ip4);
}

SEC("cgroup/sendmsg6")
int on_send_ipv6(struct bpf_sock_addr *ctx)
{
	return decide_ipv6(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
