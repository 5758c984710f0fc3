package dev.bpfj.selftests.harness;

import java.nio.file.Path;
import jnr.ffi.LibraryLoader;

/** Names in the BPF file system, for what the kernel wants to be read through one. */
public final class Pins {
  private static final Calls CALLS =
      LibraryLoader.create(Calls.class).failImmediately().load(Libbpf.file());

  /** The part of {@code bpf/bpf.h} that pins. */
  public interface Calls {
    /** {@code bpf_obj_pin}. */
    int bpf_obj_pin(int fd, String path);
  }

  private Pins() {}

  /** Gives a descriptor's object a name; deleting the file takes it away. */
  public static void pin(int fd, Path path) {
    int result = CALLS.bpf_obj_pin(fd, path.toString());
    if (result < 0) {
      throw new AssertionError("bpf_obj_pin of " + path + ": " + result);
    }
  }
}
