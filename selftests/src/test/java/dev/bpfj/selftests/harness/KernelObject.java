package dev.bpfj.selftests.harness;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.Bpf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program, map or link that the kernel has, whoever made it.
 *
 * @param kind which of them
 * @param id the kernel's number
 * @param name the kernel's name, up to 15 characters; of a link its program's
 */
public record KernelObject(Kind kind, int id, String name) {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int INFO_SIZE = 512;
  private static final int INFO_ID = 4;
  private static final int NAME_SIZE = 16;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int LINK_INFO_PROGRAM = 8;

  /** The kernel's kinds of objects, as /proc/PID/fdinfo calls their numbers. */
  public enum Kind {
    /** {@code struct bpf_prog_info}. */
    PROGRAM("prog_id", 64),
    /** {@code struct bpf_map_info}. */
    MAP("map_id", 24),
    /** {@code struct bpf_link_info}, which has no name. */
    LINK("link_id", -1);

    final String field;
    private final int nameOffset;

    Kind(String field, int nameOffset) {
      this.field = field;
      this.nameOffset = nameOffset;
    }

    private int next(Bpf bpf, int id, long next) {
      return switch (this) {
        case PROGRAM -> bpf.bpf_prog_get_next_id(id, next);
        case MAP -> bpf.bpf_map_get_next_id(id, next);
        case LINK -> bpf.bpf_link_get_next_id(id, next);
      };
    }

    private int open(Bpf bpf, int id) {
      return switch (this) {
        case PROGRAM -> bpf.bpf_prog_get_fd_by_id(id);
        case MAP -> bpf.bpf_map_get_fd_by_id(id);
        case LINK -> bpf.bpf_link_get_fd_by_id(id);
      };
    }
  }

  /**
   * The kernel's number of an object.
   *
   * @param kind of programs, maps or links
   * @param number which one
   */
  record Id(Kind kind, int number) {}

  /**
   * The numbers of all that the kernel has. Nothing is opened for it: a map of programs that is
   * opened while the kernel lets go of it stays for ever, since it is then cleared twice and
   * counted down once (prog_array_map_clear in the kernel's arraymap.c).
   */
  static Set<Id> ids() {
    Set<Id> ids = new LinkedHashSet<>();
    try (CallMemory memory = new CallMemory()) {
      long next = memory.allocate(4);
      for (Kind kind : Kind.values()) {
        int number = 0;
        while (kind.next(Native.bpf(), number, next) == 0) {
          number = MEMORY.getInt(next);
          ids.add(new Id(kind, number));
        }
      }
    }
    return ids;
  }

  /** The object of a number, which has no name if it is gone. */
  static KernelObject of(Id id) {
    return new KernelObject(id.kind, id.number, name(id.kind, id.number));
  }

  /** Its name, or none if it is gone. */
  private static String name(Kind kind, int id) {
    int fd = kind.open(Native.bpf(), id);
    if (fd < 0) {
      return "";
    }
    try (CallMemory memory = new CallMemory()) {
      long info = memory.allocate(INFO_SIZE);
      long length = memory.allocate(4);
      MEMORY.putInt(length, INFO_SIZE);
      if (Native.bpf().bpf_obj_get_info_by_fd(fd, info, length) < 0) {
        return "";
      }
      return kind == Kind.LINK
          ? name(Kind.PROGRAM, MEMORY.getInt(info + LINK_INFO_PROGRAM))
          : text(info + kind.nameOffset);
    } finally {
      Native.libc().close(fd);
    }
  }

  /** The kernel's number of a map. */
  public static int idOfMap(int fd) {
    try (CallMemory memory = new CallMemory()) {
      long info = memory.allocate(INFO_SIZE);
      long length = memory.allocate(4);
      MEMORY.putInt(length, INFO_SIZE);
      int result = Native.bpf().bpf_obj_get_info_by_fd(fd, info, length);
      if (result < 0) {
        throw new AssertionError("bpf_obj_get_info_by_fd: " + result);
      }
      return MEMORY.getInt(info + INFO_ID);
    }
  }

  /** The errno of opening a map by its number; 0 if there is one. */
  public static int errnoOfMap(int id) {
    int fd = Native.bpf().bpf_map_get_fd_by_id(id);
    if (fd >= 0) {
      Native.libc().close(fd);
    }
    return fd < 0 ? -fd : 0;
  }

  /** Waits a while for a map to go, as the kernel lets go of it some time after its last user. */
  public static void awaitNoMap(int id) {
    long deadline = System.nanoTime() + PATIENCE;
    while (errnoOfMap(id) == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static String text(long address) {
    byte[] bytes = new byte[NAME_SIZE];
    MEMORY.getByteArray(address, bytes, 0, NAME_SIZE);
    String text = new String(bytes, StandardCharsets.US_ASCII);
    return text.substring(0, text.indexOf('\0'));
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id + " \"" + name + "\"";
  }
}
