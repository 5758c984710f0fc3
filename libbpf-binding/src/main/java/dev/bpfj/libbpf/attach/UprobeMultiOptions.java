package dev.bpfj.libbpf.attach;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many places in a program's or library's code at once: the arguments of {@code
 * bpf_program__attach_uprobe_multi}. Needs libbpf 1.3 and Linux 6.6.
 *
 * <p>Names and patterns are looked up by libbpf in the file's own symbol tables. Of a stripped
 * library it finds only what the library exports, of a stripped program nothing, and refuses what
 * it does not find; there, {@link #at} takes the places' offsets, which files of debugging
 * information tell.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param binary the file's path; with a pattern also a name such as {@code libc.so.6}
 * @param pid the process to watch; {@link UprobeOptions#THIS_PROCESS} or {@link
 *     UprobeOptions#ANY_PROCESS}
 * @param pattern the functions' names, with {@code *} and {@code ?}; null for a list
 * @param functions the functions' names; empty for a pattern and for offsets
 * @param offsets the places' offsets in the file, in bytes; empty for a pattern and for functions
 * @param refCtrOffsets the offsets in the file of counters that the kernel raises while the probes
 *     are there, one a place; empty for none, and for a pattern
 * @param cookies what {@code bpf_get_attach_cookie} gives the program, one value a place; empty for
 *     none, and for a pattern
 * @param onReturn whether to run when the functions return
 */
public record UprobeMultiOptions(
    String binary,
    int pid,
    @Nullable String pattern,
    List<String> functions,
    List<Long> offsets,
    List<Long> refCtrOffsets,
    List<Long> cookies,
    boolean onReturn) {

  /**
   * Runs when any of the functions that match a pattern is entered, in any process.
   *
   * @param binary the file's path or name
   * @param pattern the functions' names, with {@code *} and {@code ?}
   * @return the options
   */
  public static UprobeMultiOptions matching(String binary, String pattern) {
    return of(binary, pattern, List.of(), List.of());
  }

  /**
   * Runs when any of the functions is entered, in any process.
   *
   * @param binary the file's path
   * @param functions the functions' names
   * @return the options
   */
  public static UprobeMultiOptions of(String binary, List<String> functions) {
    return of(binary, null, List.copyOf(functions), List.of());
  }

  /**
   * Runs when any of the instructions is reached, in any process.
   *
   * @param binary the file's path
   * @param offsets the instructions' offsets in the file, in bytes
   * @return the options
   */
  public static UprobeMultiOptions at(String binary, List<Long> offsets) {
    return of(binary, null, List.of(), List.copyOf(offsets));
  }

  private static UprobeMultiOptions of(
      String binary, @Nullable String pattern, List<String> functions, List<Long> offsets) {
    return new UprobeMultiOptions(
        binary,
        UprobeOptions.ANY_PROCESS,
        pattern,
        functions,
        offsets,
        List.of(),
        List.of(),
        false);
  }

  /**
   * How many places there are, as far as it is known before the pattern is looked for.
   *
   * @return functions or offsets
   */
  public int count() {
    return Math.max(functions.size(), offsets.size());
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link UprobeOptions#THIS_PROCESS} or {@link UprobeOptions#ANY_PROCESS}
   * @return changed options
   */
  public UprobeMultiOptions withPid(int process) {
    return new UprobeMultiOptions(
        binary, process, pattern, functions, offsets, refCtrOffsets, cookies, onReturn);
  }

  /**
   * Names counters that the kernel raises while the probes are there.
   *
   * @param fileOffsets their offsets in the file, in the places' order
   * @return changed options
   * @throws IllegalArgumentException if there is not one for each place
   */
  public UprobeMultiOptions withRefCtrOffsets(List<Long> fileOffsets) {
    requireOneEach("counter", fileOffsets.size());
    return new UprobeMultiOptions(
        binary, pid, pattern, functions, offsets, List.copyOf(fileOffsets), cookies, onReturn);
  }

  /**
   * Gives the program a value for each place.
   *
   * @param values in the places' order
   * @return changed options
   * @throws IllegalArgumentException if there is not one for each place
   */
  public UprobeMultiOptions withCookies(List<Long> values) {
    requireOneEach("cookie", values.size());
    return new UprobeMultiOptions(
        binary, pid, pattern, functions, offsets, refCtrOffsets, List.copyOf(values), onReturn);
  }

  private void requireOneEach(String what, int size) {
    if (size != count()) {
      throw new IllegalArgumentException(
          "uprobe.multi: one %s for each place is needed: %ss=%d, places=%d"
              .formatted(what, what, size, count()));
    }
  }

  /**
   * Runs when the functions return instead.
   *
   * @return changed options
   */
  public UprobeMultiOptions onReturns() {
    return new UprobeMultiOptions(
        binary, pid, pattern, functions, offsets, refCtrOffsets, cookies, true);
  }
}
