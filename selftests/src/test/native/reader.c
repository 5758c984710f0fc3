/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Reads /dev/urandom as often as it is told, for the tests of stack traces: a program with a build
 * id, and with frame pointers, by which the kernel finds the callers.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static __attribute__((noinline)) int read_often(int fd, int count)
{
	char bytes[256];
	int i, failed = 0;

	for (i = 0; i < count; i++)
		failed |= read(fd, bytes, sizeof(bytes)) != sizeof(bytes);
	return failed;
}

int main(int argc, char **argv)
{
	int fd = open("/dev/urandom", O_RDONLY);
	int failed;

	if (fd < 0)
		return 1;
	failed = read_often(fd, argc > 1 ? atoi(argv[1]) : 4);
	close(fd);
	return failed;
}
