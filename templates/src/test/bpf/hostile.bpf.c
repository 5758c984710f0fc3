/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Long names, which the test replaces in the object by texts that are none. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct placeholder_tag_padding_padding_padding_padding_padding_padding_padding_padding {
	int placeholder_member_padding_padding_padding_padding_padding_padding_padding_padding;
};

enum placeholder_enum_padding_padding_padding_padding_padding_padding_padding_padding {
	placeholder_constant_padding_padding_padding_padding_padding_padding_padding_padding = 5,
	placeholder_alias_padding_padding_padding_padding_padding_padding_padding_padding = 5,
};

typedef struct {
	int a;
} placeholder_typedef_padding_padding_padding_padding_padding_padding_padding_padding;

struct placeholder_tag_padding_padding_padding_padding_padding_padding_padding_padding placeholder_struct_padding_padding_padding_padding_padding_padding_padding = {1};
enum placeholder_enum_padding_padding_padding_padding_padding_padding_padding_padding placeholder_state_padding_padding_padding_padding_padding_padding_padding = 5;
placeholder_typedef_padding_padding_padding_padding_padding_padding_padding_padding placeholder_named_padding_padding_padding_padding_padding_padding_padding = {2};
int placeholder_variable_padding_padding_padding_padding_padding_padding_padding_padding = 3;
int in_section SEC(".data.placeholder_section_padding_padding_padding_padding_padding_padding_padding") = 4;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} placeholder_map_padding_padding_padding_padding_padding_padding_padding_padding SEC(".maps");

SEC("raw_tp/placeholder_target_padding_padding_padding_padding_padding_padding_padding_padding")
int placeholder_program_padding_padding_padding_padding_padding_padding_padding_padding(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "placeholder_license_padding_padding_padding_padding_padding_padding_padding";
