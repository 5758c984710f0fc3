/**
 * Reports the contents of object files, as documents for people and for programs: {@link
 * dev.bpfj.maven.inspect.Inspection} is the entry point; {@link
 * dev.bpfj.maven.inspect.ReportReader} makes a report of an object, {@link
 * dev.bpfj.maven.inspect.LayoutReader} finds the holes in its data, and each {@link
 * dev.bpfj.maven.inspect.Format} renders both. Independent of Maven.
 */
@NullMarked
package dev.bpfj.maven.inspect;

import org.jspecify.annotations.NullMarked;
