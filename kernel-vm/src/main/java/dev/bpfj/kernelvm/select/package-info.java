/**
 * Which test classes run, by the patterns that Surefire takes.
 *
 * <p>{@link dev.bpfj.kernelvm.select.TestSelection} is what the user says, {@link
 * dev.bpfj.kernelvm.select.ClassScanner} what that means for a directory of classes. Looks at file
 * names only and loads nothing.
 */
@NullMarked
package dev.bpfj.kernelvm.select;

import org.jspecify.annotations.NullMarked;
