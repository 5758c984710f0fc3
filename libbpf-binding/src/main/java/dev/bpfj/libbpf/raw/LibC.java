package dev.bpfj.libbpf.raw;

/** The C library: memory mappings of {@code sys/mman.h}, and what goes with them. */
public interface LibC {

  /** {@code PROT_READ}. */
  int PROT_READ = 1;

  /** {@code PROT_WRITE}. */
  int PROT_WRITE = 2;

  /** {@code MAP_SHARED}. */
  int MAP_SHARED = 1;

  /** {@code MAP_PRIVATE}. */
  int MAP_PRIVATE = 2;

  /** {@code MAP_ANONYMOUS}. */
  int MAP_ANONYMOUS = 0x20;

  /** {@code MAP_NORESERVE}. */
  int MAP_NORESERVE = 0x4000;

  /** {@code MREMAP_MAYMOVE}. */
  int MREMAP_MAYMOVE = 1;

  /** {@code MREMAP_FIXED}. */
  int MREMAP_FIXED = 2;

  /** {@code MAP_FAILED}, what mmap and mremap return on failure. */
  long MAP_FAILED = -1;

  /** {@code _SC_PAGESIZE}. */
  int SC_PAGESIZE = 30;

  long mremap(long oldAddress, long oldSize, long newSize, int flags, long newAddress);

  int mprotect(long address, long length, int protection);

  int munmap(long address, long length);

  long sysconf(int name);

  int vasprintf(long out, long format, long arguments);

  void free(long pointer);

  int close(int fd);

  long read(int fd, long buffer, long count);

  long syscall(long number, long first, long second, long third, long fourth, long fifth);

  long mmap(long address, long length, int protection, int flags, int fd, long offset);
}
