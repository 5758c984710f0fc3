package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.ESRCH;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.binary.ProbedFile;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.UprobeMultiOpts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Many places in the code of a program or library at once ({@code
 * bpf_program__attach_uprobe_multi}). Needs libbpf 1.3 and Linux 6.6.
 *
 * <p>libbpf looks names and patterns up in the file's own symbol tables. Of a stripped library it
 * finds only the exported functions, of a stripped program none, and refuses names that it does not
 * find; for those, {@link #at} takes the places' offsets, which can be had from files of debugging
 * information.
 *
 * <p>Immutable, thread-safe.
 *
 * @param file the program or library; with a pattern also a name such as {@code libc.so.6}
 * @param pid the process to watch; {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
 * @param pattern the functions' names, with {@code *} and {@code ?}; empty for a list
 * @param functions the functions' names; empty for a pattern and for offsets
 * @param offsets the places' offsets in the file, in bytes; empty for a pattern and for functions
 * @param refCtrOffsets the offsets in the file of counters that the kernel increments while the
 *     probes are there, one a place; empty for none, and for a pattern
 * @param cookies what {@code bpf_get_attach_cookie} returns to the program, one value a place;
 *     empty for none, and for a pattern
 * @param onReturn whether to run when the functions return
 */
public record UprobeMulti(
    Path file,
    int pid,
    Optional<String> pattern,
    List<String> functions,
    List<Long> offsets,
    List<Long> refCtrOffsets,
    List<Long> cookies,
    boolean onReturn)
    implements Hook {
  static {
    AttachFunctions.register(UprobeMulti.class, UprobeMulti::attach, UprobeMulti::advice);
  }

  /**
   * Places, by pattern, by name or by offset.
   *
   * @param file the program or library; with a pattern also a name such as {@code libc.so.6}
   * @param pid the process to watch; {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
   * @param pattern the functions' names, with {@code *} and {@code ?}; empty for a list
   * @param functions the functions' names; empty for a pattern and for offsets
   * @param offsets the places' offsets in the file, in bytes; empty for a pattern and for functions
   * @param refCtrOffsets the offsets in the file of counters that the kernel increments while the
   *     probes are there, one a place; empty for none, and for a pattern
   * @param cookies what {@code bpf_get_attach_cookie} returns to the program, one value a place;
   *     empty for none, and for a pattern
   * @param onReturn whether to run when the functions return
   * @throws IllegalArgumentException if there is not one counter or cookie for each place, or if
   *     the pid is none
   */
  public UprobeMulti {
    WatchedProcess.of("uprobe.multi", pid);
    functions = List.copyOf(functions);
    offsets = List.copyOf(offsets);
    refCtrOffsets = List.copyOf(refCtrOffsets);
    cookies = List.copyOf(cookies);
    int places = Math.max(functions.size(), offsets.size());
    requireOneEach("counter", refCtrOffsets.size(), places);
    requireOneEach("cookie", cookies.size(), places);
  }

  private static void requireOneEach(String what, int size, int places) {
    if (size != 0 && size != places) {
      throw new IllegalArgumentException(
          "uprobe.multi: one %s for each place is needed: %ss=%d, places=%d"
              .formatted(what, what, size, places));
    }
  }

  /**
   * Runs when any of the functions that match a pattern is entered, in any process.
   *
   * @param file the file, or a library's name
   * @param pattern the functions' names, with {@code *} and {@code ?}
   * @return the hook
   */
  public static UprobeMulti matching(Path file, String pattern) {
    return of(file, Optional.of(pattern), List.of(), List.of());
  }

  /**
   * Runs when any of the functions is entered, in any process.
   *
   * @param file the file
   * @param names the functions' names
   * @return the hook
   */
  public static UprobeMulti functions(Path file, List<String> names) {
    return of(file, Optional.empty(), names, List.of());
  }

  /**
   * Runs when any of the instructions is reached, in any process.
   *
   * @param file the file
   * @param offsets the instructions' offsets in the file, in bytes
   * @return the hook
   */
  public static UprobeMulti at(Path file, List<Long> offsets) {
    return of(file, Optional.empty(), List.of(), offsets);
  }

  private static UprobeMulti of(
      Path file, Optional<String> pattern, List<String> functions, List<Long> offsets) {
    return new UprobeMulti(
        file, Uprobe.ANY_PROCESS, pattern, functions, offsets, List.of(), List.of(), false);
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
   * @return a changed copy
   * @throws IllegalArgumentException if it is none of them
   */
  public UprobeMulti pid(long process) {
    int number = WatchedProcess.of("uprobe.multi", process);
    return new UprobeMulti(
        file, number, pattern, functions, offsets, refCtrOffsets, cookies, onReturn);
  }

  /**
   * Sets the counters that the kernel increments while the probes are there.
   *
   * @param fileOffsets their offsets in the file, in the places' order
   * @return a changed copy
   * @throws IllegalArgumentException if there is not one for each place
   */
  public UprobeMulti refCtrOffsets(List<Long> fileOffsets) {
    return new UprobeMulti(file, pid, pattern, functions, offsets, fileOffsets, cookies, onReturn);
  }

  /**
   * Sets a cookie for each place.
   *
   * @param values in the places' order
   * @return a changed copy
   * @throws IllegalArgumentException if there is not one for each place
   */
  public UprobeMulti cookies(List<Long> values) {
    return new UprobeMulti(file, pid, pattern, functions, offsets, refCtrOffsets, values, onReturn);
  }

  /**
   * Runs when the functions return instead.
   *
   * @return a changed copy
   */
  public UprobeMulti returning() {
    return new UprobeMulti(file, pid, pattern, functions, offsets, refCtrOffsets, cookies, true);
  }

  private static Advice advice(UprobeMulti uprobes) {
    return WatchedProcess.advice(uprobes.pid).or(failure -> whyNot(uprobes, failure));
  }

  private static String whyNot(UprobeMulti uprobes, Advice.Failure failure) {
    Stream<String> reasons =
        uprobes.functions.isEmpty()
            ? Stream.of(ProbedFile.whyNone(uprobes.file))
            : uprobes.functions.stream()
                .map(name -> Uprobe.whyNot(uprobes.file, Optional.of(name), failure));
    return reasons
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse(whyNoMatch(uprobes, failure));
  }

  // libbpf returns -ENOENT, the first versions with patterns -ESRCH
  private static String whyNoMatch(UprobeMulti uprobes, Advice.Failure failure) {
    boolean isNone = failure.errno() == ENOENT || failure.errno() == ESRCH;
    return uprobes
        .pattern
        .filter(pattern -> isNone)
        .map(pattern -> "no function of " + uprobes.file + " has a name that matches " + pattern)
        .orElse("");
  }

  private static <L> L attach(UprobeMulti uprobes, Attaching<L> program) {
    program.requireLoaded();
    String file = uprobes.file.toString();
    if (uprobes.pattern.isEmpty() && file.indexOf('/') < 0) {
      throw new IllegalArgumentException(
          program.subject()
              + ": uprobe.multi without a pattern needs the file's path: file="
              + file);
    }
    return program.link(
        "bpf_program__attach_uprobe_multi",
        KernelFeature.UPROBE_MULTI,
        memory ->
            Native.libbpf()
                .bpf_program__attach_uprobe_multi(
                    program.pointer(),
                    uprobes.pid,
                    memory.string(file),
                    memory.string(uprobes.pattern),
                    uprobes.opts(memory)));
  }

  private long opts(CallMemory memory) {
    return UprobeMultiOpts.write(memory, functions, offsets, refCtrOffsets, cookies, onReturn);
  }
}
