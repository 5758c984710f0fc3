package dev.bpfj.libbpf.attach;

import org.jspecify.annotations.Nullable;

/**
 * A place in a program's or library's code: the arguments of {@code
 * bpf_program__attach_uprobe_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param binary the file's path, or a name such as {@code libc.so.6}, which is looked for where
 *     libraries and programs are
 * @param pid the process to watch; {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
 * @param function the function's name, perhaps with a version as in {@code memcpy@GLIBC_2.14}; null
 *     for an offset in the file
 * @param offset bytes from the function's start, or in the file
 * @param refCtrOffset the offset in the file of a counter that the kernel raises while the probe is
 *     there, as the semaphores of USDT probes are; 0 for none
 * @param onReturn whether to run when the function returns (a uretprobe)
 * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
 *     5.15
 * @param mode how the kernel is asked
 */
public record UprobeOptions(
    String binary,
    int pid,
    @Nullable String function,
    long offset,
    long refCtrOffset,
    boolean onReturn,
    long cookie,
    AttachMode mode) {
  /** Watches the process that attaches. */
  public static final int THIS_PROCESS = 0;

  /** Watches every process that has the binary mapped. */
  public static final int ANY_PROCESS = -1;

  /**
   * Runs when a function is entered, in any process.
   *
   * @param binary the file's path or name
   * @param function the function's name
   * @return the options
   */
  public static UprobeOptions entryOf(String binary, String function) {
    return at(binary, 0).withFunction(function);
  }

  /**
   * Runs when a function returns, in any process.
   *
   * @param binary the file's path or name
   * @param function the function's name
   * @return the options
   */
  public static UprobeOptions returnOf(String binary, String function) {
    return at(binary, 0).withFunction(function).withOnReturn(true);
  }

  /**
   * Runs when an instruction is reached, in any process.
   *
   * @param binary the file's path or name
   * @param offset the instruction's offset in the file, in bytes
   * @return the options
   */
  public static UprobeOptions at(String binary, long offset) {
    return new UprobeOptions(binary, ANY_PROCESS, null, offset, 0, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
   * @return changed options
   */
  public UprobeOptions withPid(int process) {
    return new UprobeOptions(
        binary, process, function, offset, refCtrOffset, onReturn, cookie, mode);
  }

  /**
   * Names the function, from whose start the offset then counts.
   *
   * @param name the function's name
   * @return changed options
   */
  public UprobeOptions withFunction(String name) {
    return new UprobeOptions(binary, pid, name, offset, refCtrOffset, onReturn, cookie, mode);
  }

  /**
   * Moves the place.
   *
   * @param bytes from the function's start, or in the file if none is named
   * @return changed options
   */
  public UprobeOptions withOffset(long bytes) {
    return new UprobeOptions(binary, pid, function, bytes, refCtrOffset, onReturn, cookie, mode);
  }

  /**
   * Names a counter that the kernel raises while the probe is there.
   *
   * @param fileOffset its offset in the file, in bytes
   * @return changed options
   */
  public UprobeOptions withRefCtrOffset(long fileOffset) {
    return new UprobeOptions(binary, pid, function, offset, fileOffset, onReturn, cookie, mode);
  }

  /**
   * Says when to run.
   *
   * @param returning true for the function's return, false for the place itself
   * @return changed options
   */
  public UprobeOptions withOnReturn(boolean returning) {
    return new UprobeOptions(binary, pid, function, offset, refCtrOffset, returning, cookie, mode);
  }

  /**
   * Gives the program a value of its own.
   *
   * @param value what {@code bpf_get_attach_cookie} gives
   * @return changed options
   */
  public UprobeOptions withCookie(long value) {
    return new UprobeOptions(binary, pid, function, offset, refCtrOffset, onReturn, value, mode);
  }

  /**
   * Says how the kernel is asked.
   *
   * @param how the mode
   * @return changed options
   */
  public UprobeOptions withMode(AttachMode how) {
    return new UprobeOptions(binary, pid, function, offset, refCtrOffset, onReturn, cookie, how);
  }
}
