/**
 * What a test may use of this module; everything else is the host's.
 *
 * <p>{@link dev.bpfj.kernelvm.test.Requires} skips a test on a kernel that is too old, in the words
 * that the report understands ({@link dev.bpfj.kernelvm.test.SkipReason}). {@link
 * dev.bpfj.kernelvm.test.ResourceProbe} is implemented by who can see more than file descriptors
 * left behind. Works the same on a host and in a guest; needs TestNG only for {@code Requires}.
 */
@NullMarked
package dev.bpfj.kernelvm.test;

import org.jspecify.annotations.NullMarked;
