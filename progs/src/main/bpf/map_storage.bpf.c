/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Values that go with things of the kernel's. What an old kernel lacks is left out by the test. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* BPF_MAP_TYPE_CGRP_STORAGE, which old headers lack */
#define MAP_TYPE_CGRP_STORAGE 32

struct tag {
	__u64 number;
	__u32 color;
};

#define STORAGE(name, map_type)                                                          \
	struct {                                                                         \
		__uint(type, map_type);                                                  \
		__uint(map_flags, BPF_F_NO_PREALLOC);                                    \
		__type(key, int);                                                        \
		__type(value, struct tag);                                               \
	} name SEC(".maps")

STORAGE(of_inodes, BPF_MAP_TYPE_INODE_STORAGE);
STORAGE(of_tasks, BPF_MAP_TYPE_TASK_STORAGE);
STORAGE(of_sockets, BPF_MAP_TYPE_SK_STORAGE);
STORAGE(of_cgroups, MAP_TYPE_CGRP_STORAGE);

char LICENSE[] SEC("license") = "Dual BSD/GPL";
