/**
 * Checks a machine's requirements for building, for running and for tests on other kernels, and
 * says how to fix what is missing. Reads files and starts programs; independent of Maven. Start
 * with {@link dev.bpfj.maven.doctor.Doctor}.
 */
@NullMarked
package dev.bpfj.maven.doctor;

import org.jspecify.annotations.NullMarked;
