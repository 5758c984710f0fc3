package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.binary.ProbedFile;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.UprobeOpts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place in the code of a program or library ({@code bpf_program__attach_uprobe_opts}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param file the program or library; a name without a slash, such as {@code libc.so.6}, is looked
 *     for where libraries and programs are
 * @param pid the process to watch; {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
 * @param function the function's name, perhaps with a version as in {@code memcpy@GLIBC_2.14};
 *     empty for an offset in the file
 * @param offset bytes from the function's start, or in the file
 * @param refCtrOffset the offset in the file of a counter that the kernel increments while the
 *     probe is there, as the semaphores of USDT probes are; 0 for none
 * @param onReturn whether to run when the function returns (a uretprobe)
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.15
 * @param mode how the kernel is asked
 */
public record Uprobe(
    Path file,
    int pid,
    Optional<String> function,
    long offset,
    long refCtrOffset,
    boolean onReturn,
    long cookie,
    AttachMode mode)
    implements Hook {
  /** Watches the process that attaches. */
  public static final int THIS_PROCESS = 0;

  /** Watches every process that has the file mapped. */
  public static final int ANY_PROCESS = -1;

  static {
    AttachFunctions.register(Uprobe.class, Uprobe::attach, Uprobe::advice);
  }

  /**
   * A place.
   *
   * @param file the program or library; a name without a slash, such as {@code libc.so.6}, is
   *     looked for where libraries and programs are
   * @param pid the process to watch; {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
   * @param function the function's name, perhaps with a version as in {@code memcpy@GLIBC_2.14};
   *     empty for an offset in the file
   * @param offset bytes from the function's start, or in the file
   * @param refCtrOffset the offset in the file of a counter that the kernel increments while the
   *     probe is there, as the semaphores of USDT probes are; 0 for none
   * @param onReturn whether to run when the function returns (a uretprobe)
   * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
   *     Linux 5.15
   * @param mode how the kernel is asked
   * @throws IllegalArgumentException if the pid is none
   */
  public Uprobe {
    WatchedProcess.of("uprobe", pid);
  }

  /**
   * Runs when a function is entered, in any process.
   *
   * @param file the file, or a library's name
   * @param function the function's name
   * @return the hook
   */
  public static Uprobe function(Path file, String function) {
    return new Uprobe(file, ANY_PROCESS, Optional.of(function), 0, 0, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when an instruction is reached, in any process.
   *
   * @param file the file, or a library's name
   * @param offset the instruction's offset in the file, in bytes
   * @return the hook
   */
  public static Uprobe at(Path file, long offset) {
    return new Uprobe(file, ANY_PROCESS, Optional.empty(), offset, 0, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when the function returns instead.
   *
   * @return a changed copy
   */
  public Uprobe returning() {
    return new Uprobe(file, pid, function, offset, refCtrOffset, true, cookie, mode);
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link #THIS_PROCESS} or {@link #ANY_PROCESS}
   * @return a changed copy
   * @throws IllegalArgumentException if it is none of them
   */
  public Uprobe pid(long process) {
    int number = WatchedProcess.of("uprobe", process);
    return new Uprobe(file, number, function, offset, refCtrOffset, onReturn, cookie, mode);
  }

  /**
   * Sets the place.
   *
   * @param bytes from the function's start, or in the file if no function is named
   * @return a changed copy
   */
  public Uprobe offset(long bytes) {
    return new Uprobe(file, pid, function, bytes, refCtrOffset, onReturn, cookie, mode);
  }

  /**
   * Sets the counter that the kernel increments while the probe is there.
   *
   * @param fileOffset its offset in the file, in bytes
   * @return a changed copy
   */
  public Uprobe refCtrOffset(long fileOffset) {
    return new Uprobe(file, pid, function, offset, fileOffset, onReturn, cookie, mode);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public Uprobe cookie(long value) {
    return new Uprobe(file, pid, function, offset, refCtrOffset, onReturn, value, mode);
  }

  /**
   * Sets how the kernel is asked.
   *
   * @param how the mode
   * @return a changed copy
   */
  public Uprobe mode(AttachMode how) {
    return new Uprobe(file, pid, function, offset, refCtrOffset, onReturn, cookie, how);
  }

  private static Advice advice(Uprobe uprobe) {
    return Advice.none()
        .or(failure -> whyNot(uprobe.file, uprobe.function, failure))
        .or(PerfEventAdvice.ON_UPROBE)
        .or(WatchedProcess.advice(uprobe.pid));
  }

  /** What is wrong with the file or function, if that is why it cannot be attached to. */
  static String whyNot(Path file, Optional<String> function, Advice.Failure failure) {
    return function
        .filter(name -> !failure.isGeneral())
        .map(name -> ProbedFile.whyNoFunction(file, name))
        .orElseGet(() -> ProbedFile.whyNone(file));
  }

  private static <L> L attach(Uprobe uprobe, Attaching<L> program) {
    uprobe.mode.requireLibbpf("bpf_program__attach_uprobe_opts", program.subject());
    return program.link(
        "bpf_program__attach_uprobe_opts",
        KernelFeature.PERF_EVENT_COOKIE.onlyIf(uprobe.cookie != 0),
        memory ->
            Native.libbpf()
                .bpf_program__attach_uprobe_opts(
                    program.pointer(),
                    uprobe.pid,
                    memory.string(uprobe.file.toString()),
                    uprobe.offset,
                    uprobe.opts(memory)));
  }

  private long opts(CallMemory memory) {
    return UprobeOpts.write(memory, refCtrOffset, cookie, onReturn, function, mode.value());
  }
}
