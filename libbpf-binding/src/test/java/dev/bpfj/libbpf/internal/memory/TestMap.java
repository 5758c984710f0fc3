package dev.bpfj.libbpf.internal.memory;

import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;

/** An array map of one value, made by the system call alone. */
record TestMap(int fd) implements AutoCloseable {
  private static final int BPF_MAP_TYPE_ARRAY = 2;
  static final int MMAPABLE = 0x400;

  private static final int BPF_MAP_TYPE_ARENA = 33;

  static TestMap create(int valueSize, int flags) {
    return create(BPF_MAP_TYPE_ARRAY, 4, valueSize, 1, flags);
  }

  /** An arena of one page. */
  static TestMap createArena() {
    return create(BPF_MAP_TYPE_ARENA, 0, 0, 1, MMAPABLE);
  }

  private static TestMap create(int type, int keySize, int valueSize, int entries, int flags) {
    try (var callMemory = new dev.bpfj.libbpf.internal.call.CallMemory()) {
      // struct bpf_map_create_opts: sz, btf_fd, btf_key_type_id, btf_value_type_id, vmlinux, inner,
      // flags
      long opts = callMemory.allocate(48);
      var memory = com.kenai.jffi.MemoryIO.getInstance();
      memory.putLong(opts, 48);
      memory.putInt(opts + 28, flags);
      long name = callMemory.string("bpfj_test");
      return new TestMap(
          LibbpfCall.number(
              "bpf_map_create",
              "test map",
              () ->
                  Native.bpfSixArguments()
                      .bpf_map_create(type, name, keySize, valueSize, entries, opts)));
    }
  }

  @Override
  public void close() {
    Native.libc().close(fd);
  }
}
