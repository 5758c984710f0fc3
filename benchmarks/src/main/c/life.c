/* SPDX-License-Identifier: Apache-2.0 */
/* A process that attaches what LifeBenchmark attaches, and ends; with an argument, when its input does. */
#include <stdio.h>

#include "life.skel.h"

int main(int argc, char **argv)
{
	struct life_bpf *skel = life_bpf__open_and_load();
	int error;

	if (!skel)
		return 1;
	error = life_bpf__attach(skel);
	if (!error && argc > 1) {
		puts("2 0");
		fflush(stdout);
		while (getchar() != EOF)
			;
	}
	life_bpf__destroy(skel);
	return error != 0;
}
