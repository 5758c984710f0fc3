/**
 * What runs inside the guest: one JVM, all tests, whether TestNG's or JUnit's.
 *
 * <p>{@link dev.bpfj.kernelvm.guest.GuestMain} is started by the guest's {@code /init}, runs what
 * the plan names and says what happens through {@link dev.bpfj.kernelvm.wire.FrameWriter}. Needs
 * TestNG or the JUnit Platform's launcher, which come with the tests, and must not know the host's
 * side: QEMU, images, packages.
 */
@NullMarked
package dev.bpfj.kernelvm.guest;

import org.jspecify.annotations.NullMarked;
