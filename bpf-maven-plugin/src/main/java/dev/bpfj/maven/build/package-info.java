/**
 * Incremental builds, which all goals share: units of work run in parallel and only if something
 * has changed, outputs are written atomically, and stale outputs are deleted.
 *
 * <p>Read {@link dev.bpfj.maven.build.IncrementalBuild} first; {@link
 * dev.bpfj.maven.build.BuildState} is what it saves between builds. Independent of Maven, clang and
 * BPF. All classes are thread-safe.
 */
@NullMarked
package dev.bpfj.maven.build;

import org.jspecify.annotations.NullMarked;
