/* SPDX-License-Identifier: Apache-2.0 */
/* A process that attaches what LifeBenchmark attaches, and ends. */
#include "life.skel.h"

int main(void)
{
	struct life_bpf *skel = life_bpf__open_and_load();
	int error;

	if (!skel)
		return 1;
	error = life_bpf__attach(skel);
	life_bpf__destroy(skel);
	return error != 0;
}
