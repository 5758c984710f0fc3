package dev.bpfj.libbpf.raw;

import jnr.ffi.provider.jffi.NoX86;

/** The C library's functions of six arguments. */
@NoX86
public interface LibC6 {

  long syscall(long number, long first, long second, long third, long fourth, long fifth);

  long mmap(long address, long length, int protection, int flags, int fd, long offset);
}
