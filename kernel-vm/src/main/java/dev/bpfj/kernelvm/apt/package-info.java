/**
 * Downloads Debian packages of any suite, without root and without changing the state of the
 * machine's own apt.
 *
 * <p>{@link dev.bpfj.kernelvm.apt.AptSources} reads from the machine's configuration where its
 * packages come from; {@link dev.bpfj.kernelvm.apt.AptRepository} is one suite of that mirror with
 * apt state of its own; {@link dev.bpfj.kernelvm.apt.PackageCache} keeps what was fetched,
 * unpacked, by package version. Independent of kernels. Formats: sources.list(5), apt.conf(5),
 * deb-version(7).
 */
@NullMarked
package dev.bpfj.kernelvm.apt;

import org.jspecify.annotations.NullMarked;
