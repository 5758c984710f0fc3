package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Names in a BPF file system, which keep maps, programs and links without a process. */
public final class Pinning {
  // struct bpf_map_info, bpf_prog_info and bpf_link_info: type, id
  private static final int ID = 4;
  private static final String NEEDED =
      "the path must be in a BPF file system: mount -t bpf bpf /sys/fs/bpf";

  /** What can be pinned. */
  public enum Kind {
    MAP("map"),
    PROGRAM("prog"),
    LINK("link");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    private boolean isOf(String descriptor) {
      return descriptor.endsWith(name);
    }
  }

  private final Kind kind;
  private final String subject;
  private final String operation;
  private final String path;

  private Pinning(Kind kind, String subject, String operation, String path) {
    this.kind = kind;
    this.subject = subject;
    this.operation = operation;
    this.path = path;
  }

  /** What helps where nothing can be pinned at a path. */
  private static Advice onPin(Path path) {
    return failure -> {
      Path folder = folder(path);
      if (failure.errno() == EEXIST) {
        return "there is something of that name";
      } else if (!Files.exists(folder)) {
        return "there is no folder " + folder;
      }
      return FileSystem.BPF.has(folder) ? "" : NEEDED;
    };
  }

  /** What helps where nothing can be opened at a path. */
  private static Advice onOpen(Path path) {
    return failure -> {
      if (!FileSystem.BPF.has(Files.exists(path) ? path : folder(path))) {
        return "it is not on a BPF file system, where maps, programs and links are pinned, such as"
            + " /sys/fs/bpf";
      } else if (failure.errno() == ENOENT) {
        return "nothing is pinned there";
      }
      return Files.isDirectory(path) ? "it is a folder" : "";
    };
  }

  /** {@code bpf_obj_pin}. */
  public static void pin(String subject, int fd, Path path) {
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(path.toString());
      LibbpfCall.number(
          "bpf_obj_pin",
          subject + " at " + path,
          onPin(path),
          () -> Native.bpf().bpf_obj_pin(fd, text));
    }
  }

  /**
   * Removes a name of what a descriptor is of. Anything else is refused and stays: a file of
   * another file system, a symbolic link, another thing's name.
   */
  public static void unpin(Kind kind, String subject, int fd, Path path) {
    new Pinning(kind, subject, "unlink", path.toString())
        .with(fd, (directory, name) -> Native.libc().unlinkat(directory, name, 0));
  }

  /** Refuses the path of anything but a name of what a descriptor is of, as {@link #unpin} does. */
  public static void requirePin(Kind kind, String subject, String operation, int fd, String path) {
    new Pinning(kind, subject, operation, path).with(fd, (directory, name) -> 0);
  }

  /**
   * Refuses a path that is not on a BPF file system, before the folders that lead to it are made.
   *
   * @param operation the C function that would make them
   */
  public static void requireFileSystem(String subject, String operation, String path) {
    Pinning pinning = new Pinning(Kind.MAP, subject, operation, path);
    try (CallMemory memory = new CallMemory()) {
      // libbpf makes one folder, so that the one above is there, or it fails.
      int directory = pinning.openFolder(memory, folder(path));
      if (directory < 0) {
        directory = pinning.openFolder(memory, folder(folder(path)));
      }
      if (directory >= 0) {
        try {
          pinning.requireFileSystem(directory);
        } finally {
          Native.libc().close(directory);
        }
      }
    }
  }

  private interface Action {
    int run(int directory, long name);
  }

  // The folder stays open from the checks to the removal, whatever becomes of its path meanwhile.
  private void with(int fd, Action action) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(name);
      int directory = checked(openFolder(memory, folder(path)));
      try {
        requireFileSystem(directory);
        requireNoSymbolicLink(memory, directory, text);
        requireNameOf(fd, memory, directory, name);
        checked(action.run(directory, text));
      } finally {
        Native.libc().close(directory);
      }
    }
  }

  private static String folder(String path) {
    int end = path.lastIndexOf('/');
    return end < 0 ? "." : path.substring(0, Math.max(1, end));
  }

  private int openFolder(CallMemory memory, String folder) {
    // Only a folder has a dot in it; O_DIRECTORY differs between machines.
    long text = memory.string(folder + "/.");
    return Native.libc().open(text, LibC.O_RDONLY | LibC.O_CLOEXEC);
  }

  private int checked(int result) {
    if (result < 0) {
      throw LibbpfCall.failure(operation, subject, Native.lastErrno());
    }
    return result;
  }

  private void requireFileSystem(int directory) {
    if (!FileSystem.BPF.has(directory)) {
      throw refused("is not on a BPF file system");
    }
  }

  private void requireNoSymbolicLink(CallMemory memory, int directory, long name) {
    long target = memory.allocate(1);
    if (Native.libc().readlinkat(directory, name, target, 1) >= 0) {
      throw refused("is a symbolic link");
    }
    int errno = Native.lastErrno();
    if (errno == ENOENT) {
      throw LibbpfCall.failure(operation, subject, errno);
    }
  }

  private void requireNameOf(int fd, CallMemory memory, int directory, String name) {
    long text = memory.string("/proc/self/fd/" + directory + "/" + name);
    int found = LibbpfCall.number(operation, subject, () -> Native.bpf().bpf_obj_get(text));
    try {
      String descriptor = descriptor(found);
      if (!kind.isOf(descriptor)) {
        throw refused("is the name of another kind of thing: found=" + descriptor);
      }
      int id = id(found);
      int expected = id(fd);
      if (id != expected) {
        throw refused(
            "is the name of another "
                + kind.name
                + ": id="
                + Integer.toUnsignedString(id)
                + ", expected="
                + Integer.toUnsignedString(expected));
      }
    } finally {
      Native.libc().close(found);
    }
  }

  /** The id of a map, program or link, which all three structures have in the same place. */
  private int id(int descriptor) {
    try (CallMemory memory = new CallMemory()) {
      InfoCall info = new InfoCall(subject, descriptor, memory, ID + Integer.BYTES);
      info.ask();
      return info.getInt(ID);
    }
  }

  private BpfException refused(String why) {
    return LibbpfCall.failure(operation, subject, EINVAL, path + " " + why, List.of());
  }

  private static Path folder(Path path) {
    return Path.of(folder(path.toString()));
  }

  /** {@code bpf_obj_get}, of one kind of thing. */
  public static int open(Path path, Kind kind) {
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(path.toString());
      int fd =
          LibbpfCall.number(
              "bpf_obj_get", path.toString(), onOpen(path), () -> Native.bpf().bpf_obj_get(text));
      String found = descriptor(fd);
      if (!kind.isOf(found)) {
        Native.libc().close(fd);
        throw new IllegalArgumentException(
            path
                + ": what is pinned there is another kind of thing: found="
                + found
                + ", expected=anon_inode:bpf-"
                + kind.name);
      }
      return fd;
    }
  }

  private static String descriptor(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd))).toString();
    } catch (IOException e) {
      return "nothing that /proc shows";
    }
  }
}
