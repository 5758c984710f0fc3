/**
 * Makes of Debian's packages, which {@code pins.properties} names with their digests, what the
 * artifact {@code libbpf-natives} holds: {@link dev.bpfj.nativebuild.NativeLibraries} compiles
 * libbpf for each architecture and puts the libraries that it needs beside it. What is made is kept
 * in a cache, whose names change with the pins and with how it is made.
 */
@NullMarked
package dev.bpfj.nativebuild;

import org.jspecify.annotations.NullMarked;
