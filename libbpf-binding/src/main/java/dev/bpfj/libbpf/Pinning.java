package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Names in a BPF file system, which keep programs and links without a process. */
final class Pinning {
  private static final int EIO = 5;
  private static final int ENOENT = 2;

  private Pinning() {}

  /** {@code bpf_obj_pin}. */
  static void pin(String subject, int fd, String path) {
    try (Arena arena = new Arena()) {
      long text = arena.string(path);
      LibbpfCall.number(
          "bpf_obj_pin", subject + " at " + path, () -> Native.bpf().bpf_obj_pin(fd, text));
    }
  }

  /** Removes a name. */
  static void unpin(String subject, String path) {
    try {
      Files.delete(Path.of(path));
    } catch (NoSuchFileException e) {
      throw new BpfException("unlink", subject + " at " + path, ENOENT, "", List.of());
    } catch (IOException e) {
      throw new BpfException(
          "unlink", subject + " at " + path, EIO, String.valueOf(e.getMessage()), List.of());
    }
  }

  /**
   * {@code bpf_obj_get}, of one kind of thing.
   *
   * @param kind {@code link} or {@code prog}, as the kernel's names of descriptors end
   */
  static int open(String path, String kind) {
    try (Arena arena = new Arena()) {
      long text = arena.string(path);
      int fd = LibbpfCall.number("bpf_obj_get", path, () -> Native.bpf().bpf_obj_get(text));
      String found = kindOf(fd);
      if (!found.endsWith(kind)) {
        Native.libc().close(fd);
        throw new IllegalArgumentException(
            path
                + ": what is pinned there is another kind of thing: found="
                + found
                + ", expected=anon_inode:bpf-"
                + kind);
      }
      return fd;
    }
  }

  private static String kindOf(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd))).toString();
    } catch (IOException e) {
      return "nothing that /proc shows";
    }
  }
}
