package dev.bpfj.libbpf.attach;

/**
 * A statically defined probe in a program or library: the arguments of {@code
 * bpf_program__attach_usdt}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param binary the file's path, or a name such as {@code libc.so.6}
 * @param pid the process to watch; {@link UprobeOptions#THIS_PROCESS} or {@link
 *     UprobeOptions#ANY_PROCESS}
 * @param provider the probe's provider
 * @param name the probe's name
 * @param cookie what {@code bpf_usdt_cookie} gives the program
 */
public record UsdtOptions(String binary, int pid, String provider, String name, long cookie) {

  /**
   * Runs when a probe is passed, in any process.
   *
   * @param binary the file's path or name
   * @param provider the probe's provider
   * @param name the probe's name
   * @return the options
   */
  public static UsdtOptions of(String binary, String provider, String name) {
    return new UsdtOptions(binary, UprobeOptions.ANY_PROCESS, provider, name, 0);
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link UprobeOptions#THIS_PROCESS} or {@link UprobeOptions#ANY_PROCESS}
   * @return changed options
   */
  public UsdtOptions withPid(int process) {
    return new UsdtOptions(binary, process, provider, name, cookie);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_usdt_cookie} gives
   * @return changed options
   */
  public UsdtOptions withCookie(long value) {
    return new UsdtOptions(binary, pid, provider, name, value);
  }
}
