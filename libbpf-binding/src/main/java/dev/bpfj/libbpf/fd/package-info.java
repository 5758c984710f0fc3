/**
 * File descriptors: what has one that maps, programs and links may be given ({@link
 * dev.bpfj.libbpf.fd.Descriptor}), and files, processes and sockets opened for that ({@link
 * dev.bpfj.libbpf.fd.OpenFile}).
 */
@NullMarked
package dev.bpfj.libbpf.fd;

import org.jspecify.annotations.NullMarked;
