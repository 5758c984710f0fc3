/**
 * Which test classes run, by the patterns that Surefire takes.
 *
 * <p>{@link dev.bpfj.kernelvm.select.TestSelection} is what the user says, {@link
 * dev.bpfj.kernelvm.select.ClassScanner} what that means for a directory of classes, by the names
 * of files alone; {@link dev.bpfj.kernelvm.select.TestPreview} looks into the classes, so that what
 * no guest would run is said before one boots.
 */
@NullMarked
package dev.bpfj.kernelvm.select;

import org.jspecify.annotations.NullMarked;
