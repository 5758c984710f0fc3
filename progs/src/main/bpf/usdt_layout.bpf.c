/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A USDT program with the maps of usdt.bpf.h, whose layout the test chooses: it reads none of it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 256);
	__uint(key_size, 4);
	__uint(value_size, 208); /* struct __bpf_usdt_spec before libbpf 1.7 */
} __bpf_usdt_specs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, long);
	__type(value, __u32);
} __bpf_usdt_ip_to_spec_id SEC(".maps");

SEC("?usdt")
int at_usdt(void *ctx)
{
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
