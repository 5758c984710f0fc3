package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.Native;

/** How a link is held. */
sealed interface LinkHandle {

  /** The descriptor; -1 for what has none. */
  int fd();

  /** Lets go of it; 0 or -errno. */
  int release();

  /**
   * By libbpf's structure, which knows what to undo.
   *
   * @param pointer the structure
   * @param ofStructOps whether it is a struct_ops map's, which libbpf has a larger structure of
   */
  record OfLibbpf(long pointer, boolean ofStructOps) implements LinkHandle {
    @Override
    public int fd() {
      return Native.libbpf().bpf_link__fd(pointer);
    }

    @Override
    public int release() {
      return Native.libbpf().bpf_link__destroy(pointer);
    }
  }

  /**
   * By libbpf's structure, of what the kernel has no link of: a struct_ops map without {@code
   * BPF_F_LINK}, whose own descriptor is in the structure.
   *
   * @param pointer the structure
   */
  record Registration(long pointer) implements LinkHandle {
    @Override
    public int fd() {
      return -1;
    }

    @Override
    public int release() {
      return Native.libbpf().bpf_link__destroy(pointer);
    }
  }

  /** By a descriptor alone, whose close is all there is to undo. */
  record OfDescriptor(int fd) implements LinkHandle {
    @Override
    public int release() {
      return Native.libc().close(fd) < 0 ? -Native.lastErrno() : 0;
    }
  }
}
