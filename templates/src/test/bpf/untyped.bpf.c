/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What clang describes without a type, or with a wrong one, beside what it describes well. */
_Atomic unsigned long hits = 1;
int before = 2;
_Atomic long counters[4] = { 3 };
_Atomic char letters[4] = { 4 };
short between = 5;
typedef _Atomic int counter_t;
counter_t counter = 6;
_Complex float wave = 7;
struct mixed {
	int first;
	_Atomic int second;
	int third;
	_Atomic short rest[3];
	int last;
};
struct mixed mixed = { 8, 9, 10, { 11, 12, 13 }, 14 };
_Atomic struct mixed whole;
const volatile _Atomic int limit = 15;
int after = 16;
