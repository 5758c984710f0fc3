/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Names that Java does not take, or that meet in one scope. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* keywords, literals, methods of Object and of the section */
int class = 1;
int new = 2;
int true = 3;
int _ = 4;
int hashCode = 5;
int get_class = 6;
int is_mapped = 7;
int yield = 8;
int record = 9;

/* both would be minUs */
int min_us = 10;
int minUs = 11;
int MIN_US = 12;

/* would be names of what belongs to others */
int list[3] = {20, 21, 22};
int list_length = 23;
int listLength = 24;
char text[8] = "text";
int text_bytes = 25;
int count = 26;
int get_and_add_count = 27;
int compare_and_set_count = 28;

/* spellings */
int __leading = 30;
int trailing_ = 31;
int _1 = 32;
int IP_address = 33;
int rx_IP = 34;
int dollar$name = 35;

/* sections that give the same names */
int in_a SEC(".data.a.b") = 40;
int in_b SEC(".data.a_b") = 41;
int in_c SEC(".data.x") = 42;
const int in_d SEC(".rodata.data.x") = 43;
int in_e SEC(".database") = 44;

/* types with names of the source's own */
struct string { int a; };
struct Bss { int a; };
struct maps { int a; };
struct names_skel { int a; };
struct object { int a; };
struct thing { int wrap; int copy; int reader; int toString; };
struct Thing { int other; };
struct data { int a; };
enum state { value, UNRECOGNIZED, switch_, volatile_ = 5 };

struct string string_var;
struct Bss bss_var;
struct maps maps_var;
struct names_skel skel_var;
struct object object_var;
struct thing thing_var = {50, 51, 52, 53};
struct Thing Thing_var = {54};
struct data data_var;
enum state state_var;

static int two_types(void)
{
	struct thing { long other; } *local;

	(void)local;
	return 0;
}

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} bss SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, int);
} toString SEC(".maps");

SEC("raw_tp/sys_enter")
int notify(void *ctx)
{
	return two_types();
}

SEC("?raw_tp/sys_exit")
int optional(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
