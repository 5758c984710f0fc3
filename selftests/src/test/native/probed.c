/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Functions for probes to sit on, and a counter that the kernel raises while they do, as it does with
 * the semaphores of USDT probes. Loaded into the test's own process.
 */

#define NEVER_INLINED __attribute__((noinline, visibility("default")))

/* in a section of its own, as sys/sdt.h puts them */
volatile unsigned short probed_counter __attribute__((section(".probes"), visibility("default")));

NEVER_INLINED int probed_by_offset(int value)
{
	asm volatile("");
	return value + 1;
}

NEVER_INLINED int probed_by_name(int value)
{
	asm volatile("");
	return value + 2;
}

NEVER_INLINED int probed_sleepable(int value)
{
	asm volatile("");
	return value + 3;
}

NEVER_INLINED int probed_counter_now(void)
{
	return probed_counter;
}

/*
 * A USDT probe: a nop, and a note that says where it is and where its arguments are, as systemtap's
 * "UserSpaceProbeImplementation" page lays it down: address, link-time base, semaphore, then the names and
 * the arguments, each with its size in bytes, negative if it is signed.
 */
#if defined(__x86_64__)
#define PROBE(provider, name, first, second)                                                        \
	asm volatile("990: nop\n"                                                                   \
		     ".pushsection .note.stapsdt,\"\",\"note\"\n"                                      \
		     ".balign 4\n"                                                                  \
		     ".4byte 992f-991f, 994f-993f, 3\n"                                             \
		     "991: .asciz \"stapsdt\"\n"                                                    \
		     "992: .balign 4\n"                                                             \
		     "993: .8byte 990b, _.stapsdt.base, 0\n"                                        \
		     ".asciz \"" #provider "\"\n"                                                   \
		     ".asciz \"" #name "\"\n"                                                       \
		     ".asciz \"-4@%0 -8@%1\"\n"                                                     \
		     "994: .balign 4\n"                                                             \
		     ".popsection\n"                                                                \
		     ".ifndef _.stapsdt.base\n"                                                     \
		     ".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n"          \
		     ".weak _.stapsdt.base\n"                                                       \
		     ".hidden _.stapsdt.base\n"                                                     \
		     "_.stapsdt.base: .space 1\n"                                                   \
		     ".size _.stapsdt.base, 1\n"                                                    \
		     ".popsection\n"                                                                \
		     ".endif\n" ::"r"((int)(first)), "r"((long)(second)))
#else
#error "add the form that this machine's registers have in a USDT note"
#endif

NEVER_INLINED void probed_by_usdt(int first, long second)
{
	PROBE(bpfj, passed, first, second);
}
