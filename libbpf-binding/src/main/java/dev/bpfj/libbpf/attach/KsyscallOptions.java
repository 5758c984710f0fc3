package dev.bpfj.libbpf.attach;

/**
 * The kernel's function behind a system call, whatever it is called there: the arguments of {@code
 * bpf_program__attach_ksyscall}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param name the system call's name, such as {@code nanosleep}
 * @param onReturn whether to run when the function returns
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
 *     5.15
 */
public record KsyscallOptions(String name, boolean onReturn, long cookie) {

  /**
   * Runs when the system call is entered.
   *
   * @param name the system call's name
   * @return the options
   */
  public static KsyscallOptions entryOf(String name) {
    return new KsyscallOptions(name, false, 0);
  }

  /**
   * Runs when the system call returns.
   *
   * @param name the system call's name
   * @return the options
   */
  public static KsyscallOptions returnOf(String name) {
    return new KsyscallOptions(name, true, 0);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public KsyscallOptions withCookie(long value) {
    return new KsyscallOptions(name, onReturn, value);
  }
}
