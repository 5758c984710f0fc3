package dev.bpfj.libbpf.internal.raw;

import jnr.ffi.provider.jffi.NoX86;

/** The C library: functions of six arguments. Both set errno on failure. */
@NoX86
public interface LibCSixArguments {

  // sys/mman.h

  long mmap(long address, long length, int protection, int flags, int fd, long offset);

  // unistd.h; it takes as many arguments as the call has

  long syscall(long number, long first, long second, long third, long fourth, long fifth);
}
