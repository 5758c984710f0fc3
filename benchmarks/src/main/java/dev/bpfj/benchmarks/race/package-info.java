/**
 * Reading a buffer while a program fills it, as the kernel's own {@code bench_ringbufs.c} does: how
 * many records a second a reader gets, how many are lost, and what a submit costs the program. Java
 * and C read the same buffer in turns, in one process.
 */
@NullMarked
package dev.bpfj.benchmarks.race;

import org.jspecify.annotations.NullMarked;
