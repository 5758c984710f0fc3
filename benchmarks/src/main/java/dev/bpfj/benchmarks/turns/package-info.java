/**
 * Two builds of the same benchmarks, in turns: on a machine that is shared with others speed
 * changes from one minute to the next, so only what ran within the same few hundred milliseconds is
 * compared.
 */
@NullMarked
package dev.bpfj.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
