/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* TCP connections that processes open: where to, how long it took, and whether it worked. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define AF_INET6 10
#define COMMAND_LENGTH 16
#define MAX_CONNECTING 10240

struct event {
	__u64 latency_ns;
	int pid;
	int result; /* 0, or a negative error number */
	__u16 source_port;
	__u16 destination_port;
	__u8 source[sizeof(struct in6_addr)]; /* an IPv4 address as ::ffff:192.0.2.1 */
	__u8 destination[sizeof(struct in6_addr)];
	char command[COMMAND_LENGTH];
};

/* Generates a Java class for the struct, which only a local variable uses. */
const struct event *unused __attribute__((unused));

/* What user space asks for, constant from load on; 0 stands for all processes. */
const volatile int only_process;

/* Events that the ring buffer had no room for, and calls that the map had none for. */
__u64 lost;

struct start {
	__u64 ns;
	int pid;
	int port;
	struct in6_addr destination;
	char command[COMMAND_LENGTH];
};

/* Sockets whose connection is not decided yet, by the address of their struct sock. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, MAX_CONNECTING);
	__type(key, __u64);
	__type(value, struct start);
} connecting SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static void map_ipv4(struct in6_addr *address, __be32 ipv4)
{
	address->in6_u.u6_addr32[0] = 0;
	address->in6_u.u6_addr32[1] = 0;
	address->in6_u.u6_addr32[2] = bpf_htonl(0xffff);
	address->in6_u.u6_addr32[3] = ipv4;
}

/* In the process that connects. */
static int begin(struct sock *sk, struct start *start)
{
	__u64 key = (unsigned long)sk;

	start->ns = bpf_ktime_get_ns();
	start->pid = bpf_get_current_pid_tgid() >> 32;
	if (only_process && only_process != start->pid)
		return 0;
	bpf_get_current_comm(start->command, sizeof(start->command));
	if (bpf_map_update_elem(&connecting, &key, start, BPF_ANY))
		__sync_fetch_and_add(&lost, 1);
	return 0;
}

/* In any context, such as that of the packet which answers. */
static int end(const struct sock *sk, int result)
{
	__u64 key = (unsigned long)sk;
	struct start *start = bpf_map_lookup_elem(&connecting, &key);
	struct in6_addr source;
	struct event *event;

	if (!start)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event) {
		event->latency_ns = bpf_ktime_get_ns() - start->ns;
		event->pid = start->pid;
		event->result = result;
		__builtin_memcpy(event->command, start->command, sizeof(event->command));
		/* A socket that failed has lost its own number of the port. */
		event->source_port = bpf_ntohs(BPF_CORE_READ((struct inet_sock *)sk, inet_sport));
		event->destination_port = start->port;
		if (BPF_CORE_READ(sk, __sk_common.skc_family) == AF_INET6)
			source = BPF_CORE_READ(sk, __sk_common.skc_v6_rcv_saddr);
		else
			map_ipv4(&source, BPF_CORE_READ(sk, __sk_common.skc_rcv_saddr));
		__builtin_memcpy(event->source, &source, sizeof(event->source));
		__builtin_memcpy(event->destination, &start->destination, sizeof(event->destination));
		bpf_ringbuf_submit(event, 0);
	} else {
		__sync_fetch_and_add(&lost, 1);
	}
	bpf_map_delete_elem(&connecting, &key);
	return 0;
}

SEC("fentry/tcp_v4_connect")
int BPF_PROG(enter_ipv4, struct sock *sk, struct sockaddr_in *address)
{
	struct start start = { .port = bpf_ntohs(BPF_CORE_READ(address, sin_port)) };

	map_ipv4(&start.destination, BPF_CORE_READ(address, sin_addr.s_addr));
	return begin(sk, &start);
}

SEC("fentry/tcp_v6_connect")
int BPF_PROG(enter_ipv6, struct sock *sk, struct sockaddr_in6 *address)
{
	struct start start = {
		.port = bpf_ntohs(BPF_CORE_READ(address, sin6_port)),
		.destination = BPF_CORE_READ(address, sin6_addr),
	};

	return begin(sk, &start);
}

/* A call that fails, for want of a route for instance, sends nothing. */
SEC("fexit/tcp_v4_connect")
int BPF_PROG(leave_ipv4, struct sock *sk, struct sockaddr *address, int length, int result)
{
	return result ? end(sk, result) : 0;
}

SEC("fexit/tcp_v6_connect")
int BPF_PROG(leave_ipv6, struct sock *sk, struct sockaddr *address, int length, int result)
{
	return result ? end(sk, result) : 0;
}

/* The answer, or that there is none. */
SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(on_state, const struct sock *sk, int old_state, int new_state)
{
	int error;

	if (old_state != TCP_SYN_SENT)
		return 0;
	if (new_state == TCP_ESTABLISHED)
		return end(sk, 0);
	error = BPF_CORE_READ(sk, sk_err);
	if (new_state == TCP_CLOSE && error)
		return end(sk, -error);
	return 0;
}

/* A socket that was closed before there was an answer. */
SEC("fentry/tcp_v4_destroy_sock")
int BPF_PROG(on_destroy, struct sock *sk)
{
	__u64 key = (unsigned long)sk;

	bpf_map_delete_elem(&connecting, &key);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
