package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Jffi;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.Errno;
import dev.bpfj.libbpf.internal.raw.Bpf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A program, map or link in the kernel, whoever made it.
 *
 * @param kind which of them
 * @param id the kernel's number, unsigned
 * @param name its name; of a link its program's
 */
public record KernelObject(Kind kind, int id, String name) {

  /** The kernel's kinds of objects. */
  public enum Kind {
    /** A program. */
    PROGRAM,
    /** A map. */
    MAP,
    /** A link, from Linux 5.7 on. */
    LINK;

    private int next(Bpf bpf, int id, long next) {
      return switch (this) {
        case PROGRAM -> bpf.bpf_prog_get_next_id(id, next);
        case MAP -> bpf.bpf_map_get_next_id(id, next);
        case LINK -> bpf.bpf_link_get_next_id(id, next);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The ids of all that the kernel has of a kind ({@code bpf_prog_get_next_id} and its like), which
   * needs CAP_SYS_ADMIN. Nothing is opened for it.
   *
   * @param kind of programs, maps or links
   * @return ascending
   * @throws BpfException -EPERM without the capability
   */
  public static List<Integer> ids(Kind kind) {
    List<Integer> ids = new ArrayList<>();
    try (CallMemory memory = new CallMemory()) {
      long next = memory.allocate(4);
      int id = 0;
      while (hasNext(kind, id, next)) {
        id = Jffi.memory().getInt(next);
        ids.add(id);
      }
    }
    return ids;
  }

  private static boolean hasNext(Kind kind, int id, long next) {
    int[] result = new int[1];
    LibbpfCall.number(
        "bpf_" + (kind == Kind.PROGRAM ? "prog" : kind) + "_get_next_id",
        "all " + kind + "s",
        Advice.onPrivilege(Capability.CAP_SYS_ADMIN),
        () -> {
          result[0] = kind.next(Native.bpf(), id, next);
          return result[0] == -Errno.ENOENT ? 0 : result[0];
        });
    return result[0] == 0;
  }

  @Override
  public String toString() {
    return kind + " " + Integer.toUnsignedString(id) + " \"" + name + "\"";
  }
}
