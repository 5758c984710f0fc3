/**
 * The middle floor: finds and loads the native libraries, calls them, and is the one place that
 * turns their results into exceptions. Not for users' programs.
 *
 * <p>{@link dev.bpfj.libbpf.internal.call.Native} gives the libraries, {@link
 * dev.bpfj.libbpf.internal.call.LibbpfCall} wraps a call, {@link
 * dev.bpfj.libbpf.internal.call.Messages} catches what libbpf prints meanwhile.
 */
@NullMarked
package dev.bpfj.libbpf.internal.call;

import org.jspecify.annotations.NullMarked;
