package dev.bpfj.libbpf.attach;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many functions of the kernel at once: the arguments of {@code
 * bpf_program__attach_kprobe_multi_opts}. Needs a kernel with FPROBE, which came with Linux 5.18.
 *
 * @param pattern the functions' names, with {@code *} and {@code ?}; null for a list
 * @param functions the functions' names; empty for a pattern
 * @param cookies what {@code bpf_get_attach_cookie} gives the program, one value a function; empty
 *     for none, and for a pattern
 * @param onReturn whether to run when the functions return
 */
public record KprobeMultiOptions(
    @Nullable String pattern, List<String> functions, List<Long> cookies, boolean onReturn) {

  /**
   * Runs when any of the functions that match a pattern is entered.
   *
   * @param pattern the functions' names, with {@code *} and {@code ?}
   * @return the options
   */
  public static KprobeMultiOptions matching(String pattern) {
    return new KprobeMultiOptions(pattern, List.of(), List.of(), false);
  }

  /**
   * Runs when any of the functions is entered.
   *
   * @param functions the functions' names
   * @return the options
   */
  public static KprobeMultiOptions of(List<String> functions) {
    return new KprobeMultiOptions(null, List.copyOf(functions), List.of(), false);
  }

  /**
   * Gives the program a value for each function.
   *
   * @param values in the functions' order
   * @return changed options
   * @throws IllegalArgumentException if there is not one for each function
   */
  public KprobeMultiOptions withCookies(List<Long> values) {
    if (values.size() != functions.size()) {
      throw new IllegalArgumentException(
          "kprobe.multi: one cookie for each function is needed: cookies="
              + values.size()
              + ", functions="
              + functions.size());
    }
    return new KprobeMultiOptions(pattern, functions, List.copyOf(values), onReturn);
  }

  /**
   * Runs when the functions return instead.
   *
   * @return changed options
   */
  public KprobeMultiOptions onReturns() {
    return new KprobeMultiOptions(pattern, functions, cookies, true);
  }
}
