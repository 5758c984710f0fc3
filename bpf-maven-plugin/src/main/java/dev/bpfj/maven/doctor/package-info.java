/**
 * What this machine can do: for building, for running and for tests in other kernels, with what
 * mends the rest. Reads files and starts programs; knows nothing of Maven. Start with {@link
 * dev.bpfj.maven.doctor.Doctor}.
 */
@NullMarked
package dev.bpfj.maven.doctor;

import org.jspecify.annotations.NullMarked;
