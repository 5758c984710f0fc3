/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The C library's time.h, as far as BPF programs use it: clocks and points in time. */
#ifndef _BPF_TIME_H
#define _BPF_TIME_H

#include <stddef.h>

#include <linux/time.h>

typedef __kernel_time64_t time_t;
typedef __kernel_clockid_t clockid_t;

#endif
