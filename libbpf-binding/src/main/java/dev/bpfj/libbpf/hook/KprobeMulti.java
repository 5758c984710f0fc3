package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.KprobeMultiOpts;
import java.util.List;
import java.util.Optional;

/**
 * Many functions of the kernel at once ({@code bpf_program__attach_kprobe_multi_opts}). Needs Linux
 * 5.18 with {@code CONFIG_FPROBE}.
 *
 * <p>Immutable, thread-safe.
 *
 * @param pattern the functions' names, with {@code *} and {@code ?}; empty for a list
 * @param functions the functions' names; empty for a pattern and for addresses
 * @param addresses the functions' addresses in the running kernel; empty for a pattern and for
 *     names
 * @param cookies what {@code bpf_get_attach_cookie} returns to the program, one value a function;
 *     empty for none, and for a pattern
 * @param onReturn whether to run when the functions return
 */
public record KprobeMulti(
    Optional<String> pattern,
    List<String> functions,
    List<Long> addresses,
    List<Long> cookies,
    boolean onReturn)
    implements Hook {
  static {
    AttachFunctions.register(KprobeMulti.class, KprobeMulti::attach);
  }

  /**
   * Functions, by pattern, by name or by address.
   *
   * @param pattern the functions' names, with {@code *} and {@code ?}; empty for a list
   * @param functions the functions' names; empty for a pattern and for addresses
   * @param addresses the functions' addresses in the running kernel; empty for a pattern and for
   *     names
   * @param cookies what {@code bpf_get_attach_cookie} returns to the program, one value a function;
   *     empty for none, and for a pattern
   * @param onReturn whether to run when the functions return
   * @throws IllegalArgumentException if there is not one cookie for each function
   */
  public KprobeMulti {
    functions = List.copyOf(functions);
    addresses = List.copyOf(addresses);
    cookies = List.copyOf(cookies);
    int count = Math.max(functions.size(), addresses.size());
    if (!cookies.isEmpty() && cookies.size() != count) {
      throw new IllegalArgumentException(
          "kprobe.multi: one cookie for each function is needed: cookies="
              + cookies.size()
              + ", functions="
              + count);
    }
  }

  /**
   * Runs when any of the functions that match a pattern is entered.
   *
   * @param pattern the functions' names, with {@code *} and {@code ?}
   * @return the hook
   */
  public static KprobeMulti matching(String pattern) {
    return new KprobeMulti(Optional.of(pattern), List.of(), List.of(), List.of(), false);
  }

  /**
   * Runs when any of the functions is entered.
   *
   * @param names the functions' names
   * @return the hook
   */
  public static KprobeMulti functions(List<String> names) {
    return new KprobeMulti(Optional.empty(), names, List.of(), List.of(), false);
  }

  /**
   * Runs when any of the functions is entered.
   *
   * @param addresses the functions' addresses in the running kernel
   * @return the hook
   */
  public static KprobeMulti at(List<Long> addresses) {
    return new KprobeMulti(Optional.empty(), List.of(), addresses, List.of(), false);
  }

  /**
   * Sets a cookie for each function.
   *
   * @param values in the functions' order
   * @return a changed copy
   * @throws IllegalArgumentException if there is not one for each function
   */
  public KprobeMulti cookies(List<Long> values) {
    return new KprobeMulti(pattern, functions, addresses, values, onReturn);
  }

  /**
   * Runs when the functions return instead.
   *
   * @return a changed copy
   */
  public KprobeMulti returning() {
    return new KprobeMulti(pattern, functions, addresses, cookies, true);
  }

  private static <L> L attach(KprobeMulti kprobes, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_kprobe_multi_opts",
        KernelFeature.KPROBE_MULTI,
        memory ->
            Native.libbpf()
                .bpf_program__attach_kprobe_multi_opts(
                    program.pointer(), memory.string(kprobes.pattern), kprobes.opts(memory)));
  }

  private long opts(CallMemory memory) {
    return KprobeMultiOpts.write(memory, functions, addresses, cookies, onReturn);
  }
}
