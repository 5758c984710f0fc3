package dev.bpfj.libbpf.raw;

/** The C library's functions of six arguments. */
public interface LibC6 {

  long syscall(long number, long first, long second, long third, long fourth, long fifth);

  long mmap(long address, long length, int protection, int flags, int fd, long offset);
}
