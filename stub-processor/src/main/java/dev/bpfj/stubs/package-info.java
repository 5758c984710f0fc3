/**
 * Generates the classes that call C functions from the jnr-ffi interfaces that declare them.
 *
 * <p>jnr-ffi generates such classes when a program starts, which takes 100 to 150 ms; here the
 * build generates them once. {@link dev.bpfj.stubs.StubProcessor} is the annotation processor,
 * {@link dev.bpfj.stubs.NativeInterface} what it reads of an interface and the rules that hold for
 * it, {@link dev.bpfj.stubs.StubSource} the class that it writes. Depends only on the JDK's API.
 */
@NullMarked
package dev.bpfj.stubs;

import org.jspecify.annotations.NullMarked;
