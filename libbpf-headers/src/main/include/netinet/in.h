/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/* The C library's netinet/in.h, as far as BPF programs use it: addresses and protocols. */
#ifndef _BPF_NETINET_IN_H
#define _BPF_NETINET_IN_H

#include <sys/socket.h>

#include <linux/in.h>
#include <linux/in6.h>

typedef uint16_t in_port_t;
typedef uint32_t in_addr_t;

#endif
