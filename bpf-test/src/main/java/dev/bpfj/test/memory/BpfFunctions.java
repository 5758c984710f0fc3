package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBUSY;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.test.memory.KernelMap.MapShape;
import dev.bpfj.test.memory.LibbpfFunctions.Link;
import java.nio.charset.StandardCharsets;

/** The wrappers of the bpf system call, as far as they need no machine. */
@SuppressWarnings("UnusedMethod") // called by their names
final class BpfFunctions {
  private static final int MOST_NAME = 15;
  private static final int REPLACE = 1 << 2; // BPF_F_REPLACE

  private final Handles handles;
  private final Object lock;

  BpfFunctions(Handles handles, Object lock) {
    this.handles = handles;
    this.lock = lock;
  }

  int bpf_map_freeze(int fd) {
    synchronized (lock) {
      KernelMap map = handles.get(fd, KernelMap.class, EINVAL);
      MappedPart part = map.content.part(0);
      if (map.isFrozen() || (part != null && part.isMapped())) {
        throw new CallFailure(EBUSY);
      }
      map.freeze();
      return 0;
    }
  }

  /** Of maps: struct bpf_map_info. */
  int bpf_obj_get_info_by_fd(int fd, long info, long length) {
    KernelMap map = handles.get(fd, KernelMap.class, EINVAL);
    MapShape shape = map.shape;
    NativeMemory memory = NativeMemory.get();
    memory.putInt(info, shape.type());
    memory.putInt(info + 4, map.id());
    memory.putInt(info + 8, shape.keySize());
    memory.putInt(info + 12, shape.valueSize());
    memory.putInt(info + 16, (int) shape.maxEntries());
    memory.putInt(info + 20, shape.flags());
    byte[] name = map.name.getBytes(StandardCharsets.UTF_8);
    memory.putByteArray(info + 24, name, 0, Math.min(name.length, MOST_NAME));
    memory.putLong(info + 80, shape.extra());
    return 0;
  }

  int bpf_link_detach(int fd) {
    handles.get(fd, Link.class, EINVAL).program = null;
    return 0;
  }

  /** Puts another program in place of the one that is attached. */
  int bpf_link_update(int fd, int programFd, long opts) {
    synchronized (lock) {
      Link link = handles.get(fd, Link.class, EINVAL);
      LibbpfProgram program = handles.get(programFd, LibbpfProgram.class, EINVAL);
      int flags = NativeMemory.get().getInt(opts + 8);
      int old = NativeMemory.get().getInt(opts + 12);
      boolean isExpected =
          (flags & REPLACE) == 0 || handles.get(old, LibbpfProgram.class, EINVAL) == link.program;
      if (!isExpected) {
        throw new CallFailure(EPERM);
      }
      LibbpfProgram attached = link.program;
      if (attached == null || attached.type != program.type) {
        throw new CallFailure(EINVAL);
      }
      link.program = program;
      return 0;
    }
  }
}
