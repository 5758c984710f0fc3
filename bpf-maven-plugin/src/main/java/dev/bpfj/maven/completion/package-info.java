/**
 * Completion of Maven's command line in shells. {@link dev.bpfj.maven.completion.Descriptor} reads
 * the goals and their parameters out of the plugin's own descriptor, {@link
 * dev.bpfj.maven.completion.Script} writes them as a script for a {@link
 * dev.bpfj.maven.completion.Shell}. What a script does is in the resources of this package; what is
 * written into it are tables alone.
 */
@NullMarked
package dev.bpfj.maven.completion;

import org.jspecify.annotations.NullMarked;
