package dev.bpfj.libbpf.attach;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many functions of the kernel at once: the arguments of {@code
 * bpf_program__attach_kprobe_multi_opts}. Needs a kernel with FPROBE, which came with Linux 5.18.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param pattern the functions' names, with {@code *} and {@code ?}; null for a list
 * @param functions the functions' names; empty for a pattern and for addresses
 * @param addresses the functions' addresses in the running kernel; empty for a pattern and for
 *     names
 * @param cookies what {@code bpf_get_attach_cookie} gives the program, one value a function; empty
 *     for none, and for a pattern
 * @param onReturn whether to run when the functions return
 */
public record KprobeMultiOptions(
    @Nullable String pattern,
    List<String> functions,
    List<Long> addresses,
    List<Long> cookies,
    boolean onReturn) {

  /**
   * Runs when any of the functions that match a pattern is entered.
   *
   * @param pattern the functions' names, with {@code *} and {@code ?}
   * @return the options
   */
  public static KprobeMultiOptions matching(String pattern) {
    return new KprobeMultiOptions(pattern, List.of(), List.of(), List.of(), false);
  }

  /**
   * Runs when any of the functions is entered.
   *
   * @param functions the functions' names
   * @return the options
   */
  public static KprobeMultiOptions of(List<String> functions) {
    return new KprobeMultiOptions(null, List.copyOf(functions), List.of(), List.of(), false);
  }

  /**
   * Runs when any of the functions is entered.
   *
   * @param addresses the functions' addresses in the running kernel
   * @return the options
   */
  public static KprobeMultiOptions at(List<Long> addresses) {
    return new KprobeMultiOptions(null, List.of(), List.copyOf(addresses), List.of(), false);
  }

  /**
   * How many functions there are, as far as it is known before the pattern is looked for.
   *
   * @return names or addresses
   */
  public int count() {
    return Math.max(functions.size(), addresses.size());
  }

  /**
   * Gives the program a value for each function.
   *
   * @param values in the functions' order
   * @return changed options
   * @throws IllegalArgumentException if there is not one for each function
   */
  public KprobeMultiOptions withCookies(List<Long> values) {
    if (values.size() != count()) {
      throw new IllegalArgumentException(
          "kprobe.multi: one cookie for each function is needed: cookies="
              + values.size()
              + ", functions="
              + count());
    }
    return new KprobeMultiOptions(pattern, functions, addresses, List.copyOf(values), onReturn);
  }

  /**
   * Runs when the functions return instead.
   *
   * @return changed options
   */
  public KprobeMultiOptions onReturns() {
    return new KprobeMultiOptions(pattern, functions, addresses, cookies, true);
  }
}
