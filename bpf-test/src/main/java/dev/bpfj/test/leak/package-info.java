/**
 * What a test leaves behind: {@link dev.bpfj.test.leak.LeakCheck} asks for the check, {@link
 * dev.bpfj.test.leak.Leaks} is it. Knows nothing of the test frameworks.
 */
@NullMarked
package dev.bpfj.test.leak;

import org.jspecify.annotations.NullMarked;
