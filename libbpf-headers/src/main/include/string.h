/* SPDX-License-Identifier: (GPL-2.0 OR BSD-2-Clause) */
/*
 * The C library's string.h, as far as clang makes instructions of it for BPF: copies, fills and comparisons of a few
 * bytes. There is no library behind it.
 */
#ifndef _STRING_H
#define _STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *one, const void *other, size_t size);
void *memchr(const void *in, int value, size_t size);
size_t strlen(const char *text);
int strcmp(const char *one, const char *other);
int strncmp(const char *one, const char *other, size_t size);

#endif
