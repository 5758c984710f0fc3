/**
 * What the scripts of the invoker's projects ({@code src/it}) use: they see these classes on their
 * class path. {@link dev.bpfj.maven.it.BuildOutput} reads a build's log, {@link
 * dev.bpfj.maven.it.MavenRun} starts another one, {@link dev.bpfj.maven.it.OrdinaryUser} starts a
 * program as somebody who is not root.
 */
@NullMarked
package dev.bpfj.maven.it;

import org.jspecify.annotations.NullMarked;
