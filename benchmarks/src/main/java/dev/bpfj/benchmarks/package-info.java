/**
 * What Java costs beside C. Each benchmark of a class has a peer in {@code peer.c}, on the same
 * kernel objects and in the same process; {@link dev.bpfj.benchmarks.Suite} runs both and prints
 * ratios.
 */
@NullMarked
package dev.bpfj.benchmarks;

import org.jspecify.annotations.NullMarked;
