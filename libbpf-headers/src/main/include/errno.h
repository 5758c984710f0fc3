/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The C library's errno.h, as far as BPF programs use it: the numbers. */
#ifndef _ERRNO_H
#define _ERRNO_H

#include <linux/errno.h>

#endif
