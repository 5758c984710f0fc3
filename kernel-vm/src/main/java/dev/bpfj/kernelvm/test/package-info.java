/**
 * What a test may use of this module; everything else is the host's.
 *
 * <p>{@link dev.bpfj.kernelvm.test.SkipReason} is how a skip is understood that says what its
 * kernel or machine lacks. {@link dev.bpfj.kernelvm.test.ResourceProbe} is implemented by who can
 * see more than file descriptors left behind. Works the same on a host and in a guest; needs
 * java.base alone.
 */
@NullMarked
package dev.bpfj.kernelvm.test;

import org.jspecify.annotations.NullMarked;
