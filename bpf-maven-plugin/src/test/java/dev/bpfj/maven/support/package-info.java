/** What the tests of several packages share: directories, logs, programs in C, another user. */
@NullMarked
package dev.bpfj.maven.support;

import org.jspecify.annotations.NullMarked;
