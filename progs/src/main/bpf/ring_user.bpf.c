/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Takes records out of a user ring buffer and checks them. Needs Linux 6.1. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct command {
	__u64 number;
	__u64 square;
	__u32 length; /* of the record; its last byte is the number's lowest */
};

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} commands SEC(".maps");

__u64 drain_flags = 0;

__s64 drained = 0; /* what the last drain returned */
__u64 expected = 0; /* the next command's number */
__u64 out_of_order = 0;
__u64 broken = 0;

static long take(struct bpf_dynptr *record, void *ctx)
{
	struct command command;
	unsigned char last;

	if (bpf_dynptr_read(&command, sizeof(command), record, 0, 0)) {
		broken++;
		return 0;
	}
	if (command.number != expected)
		out_of_order++;
	expected = command.number + 1;
	if (command.square != command.number * command.number ||
	    bpf_dynptr_read(&last, 1, record, command.length - 1, 0) ||
	    last != (command.number & 0xff) ||
	    !bpf_dynptr_read(&last, 1, record, command.length, 0))
		broken++;
	return 0;
}

SEC("raw_tp")
int drain(void *ctx)
{
	drained = bpf_user_ringbuf_drain(&commands, take, NULL, drain_flags);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
