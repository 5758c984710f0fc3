/**
 * What every goal of ours has in common: units of work that are done only when something changed,
 * side by side, with nothing half-written and nothing stale left behind.
 *
 * <p>Read {@link dev.bpfj.maven.build.IncrementalBuild} first; {@link
 * dev.bpfj.maven.build.BuildState} is what it remembers between two builds. Nothing here knows
 * Maven, clang or BPF. All classes may be used by several threads.
 */
@NullMarked
package dev.bpfj.maven.build;

import org.jspecify.annotations.NullMarked;
