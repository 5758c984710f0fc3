/**
 * Builds the contents of the artifacts {@code libbpf-natives} and {@code libbpf-headers} from
 * Debian packages, which {@code pins.properties} names with their digests. {@link
 * dev.bpfj.nativebuild.NativeLibraries} compiles libbpf for each architecture and puts the
 * libraries that it needs beside it; {@link dev.bpfj.nativebuild.Headers} collects headers. {@link
 * dev.bpfj.nativebuild.BillOfMaterials} tells of the libraries in a release. The results are cached
 * under keys that change with the pins and the build recipe.
 */
@NullMarked
package dev.bpfj.nativebuild;

import org.jspecify.annotations.NullMarked;
