/**
 * Makes of Debian's packages, which {@code pins.properties} names with their digests, what the
 * artifacts {@code libbpf-natives} and {@code libbpf-headers} hold. {@link
 * dev.bpfj.nativebuild.NativeLibraries} compiles libbpf for each architecture and puts the
 * libraries that it needs beside it; {@link dev.bpfj.nativebuild.Headers} collects headers. What is
 * made is kept in a cache, whose names change with the pins and with how it is made.
 */
@NullMarked
package dev.bpfj.nativebuild;

import org.jspecify.annotations.NullMarked;
