/**
 * Generates the classes that call C functions from the jnr-ffi interfaces that declare them.
 *
 * <p>jnr-ffi makes such a class when a program starts, at a price of 100 to 150 ms; the build makes
 * it here once. {@link dev.bpfj.stubs.StubProcessor} is the annotation processor, {@link
 * dev.bpfj.stubs.NativeInterface} what it reads of an interface and the rules that hold for it,
 * {@link dev.bpfj.stubs.StubSource} the class that it writes. Knows the JDK's API alone.
 */
@NullMarked
package dev.bpfj.stubs;

import org.jspecify.annotations.NullMarked;
