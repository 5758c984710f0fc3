/**
 * Libraries that come in jars, unpacked so that they can be loaded: {@link
 * dev.bpfj.libbpf.internal.unpack.Bundle} is what a jar has, {@link
 * dev.bpfj.libbpf.internal.unpack.Unpacker} finds a directory that nobody else can write to and
 * puts the files there. A file that lies there already is loaded only if it has, byte for byte, the
 * jar's content. Knows nothing of who loads them. Thread-safe, and safe with other JVMs that unpack
 * at the same time.
 */
@NullMarked
package dev.bpfj.libbpf.internal.unpack;

import org.jspecify.annotations.NullMarked;
