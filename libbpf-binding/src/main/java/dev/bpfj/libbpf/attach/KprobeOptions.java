package dev.bpfj.libbpf.attach;

import org.jspecify.annotations.Nullable;

/**
 * A place in the kernel's code: the arguments of {@code bpf_program__attach_kprobe_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param function the function's name; null for an address
 * @param offset bytes from the function's start, or the address
 * @param onReturn whether to run when the function returns (a kretprobe)
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
 *     5.15
 * @param mode how the kernel is asked
 */
public record KprobeOptions(
    @Nullable String function, long offset, boolean onReturn, long cookie, AttachMode mode) {

  /**
   * Runs when a function is entered.
   *
   * @param function its name, as {@code /proc/kallsyms} has it
   * @return the options
   */
  public static KprobeOptions entryOf(String function) {
    return new KprobeOptions(function, 0, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when a function returns.
   *
   * @param function its name, as {@code /proc/kallsyms} has it
   * @return the options
   */
  public static KprobeOptions returnOf(String function) {
    return new KprobeOptions(function, 0, true, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when an instruction is reached. Not possible in {@link AttachMode#LEGACY legacy mode}.
   *
   * @param address the instruction's address in the running kernel
   * @return the options
   */
  public static KprobeOptions at(long address) {
    return new KprobeOptions(null, address, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Moves the place into the function.
   *
   * @param bytes from the function's start
   * @return changed options
   */
  public KprobeOptions withOffset(long bytes) {
    return new KprobeOptions(function, bytes, onReturn, cookie, mode);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public KprobeOptions withCookie(long value) {
    return new KprobeOptions(function, offset, onReturn, value, mode);
  }

  /**
   * Says how the kernel is asked.
   *
   * @param how the mode
   * @return changed options
   */
  public KprobeOptions withMode(AttachMode how) {
    return new KprobeOptions(function, offset, onReturn, cookie, how);
  }
}
