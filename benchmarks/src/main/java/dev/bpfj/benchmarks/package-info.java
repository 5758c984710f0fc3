/**
 * What Java costs beside C. Each benchmark of a class has a peer that calls {@code peer.c}; {@link
 * dev.bpfj.benchmarks.Suite} lets both take turns, each in a process of its own, and prints ratios.
 */
@NullMarked
package dev.bpfj.benchmarks;

import org.jspecify.annotations.NullMarked;
