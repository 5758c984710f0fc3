/**
 * Measurements in turns. The speed of a machine that is shared with others changes from one minute
 * to the next, so only what ran within the same few hundred milliseconds is compared.
 */
@NullMarked
package dev.bpfj.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
