package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.UsdtLayout;
import dev.bpfj.libbpf.internal.binary.ProbedFile;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.CookieOpts;
import java.nio.file.Path;

/**
 * A statically defined probe in a program or library ({@code bpf_program__attach_usdt}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param file the program or library; a name without a slash, such as {@code libc.so.6}, is looked
 *     for where libraries and programs are
 * @param provider the probe's provider
 * @param name the probe's name
 * @param pid the process to watch; {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
 * @param cookie what {@code bpf_usdt_cookie} returns to the program
 */
public record Usdt(Path file, String provider, String name, int pid, long cookie) implements Hook {
  static {
    AttachFunctions.register(Usdt.class, Usdt::attach, Usdt::advice);
  }

  /**
   * A probe.
   *
   * @param file the program or library; a name without a slash, such as {@code libc.so.6}, is
   *     looked for where libraries and programs are
   * @param provider the probe's provider
   * @param name the probe's name
   * @param pid the process to watch; {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
   * @param cookie what {@code bpf_usdt_cookie} returns to the program
   * @throws IllegalArgumentException if the pid is none
   */
  public Usdt {
    WatchedProcess.of("usdt", pid);
  }

  /**
   * Runs when a probe is passed, in any process.
   *
   * @param file the file, or a library's name
   * @param provider the probe's provider
   * @param name the probe's name
   * @return the hook
   */
  public static Usdt probe(Path file, String provider, String name) {
    return new Usdt(file, provider, name, Uprobe.ANY_PROCESS, 0);
  }

  /**
   * Watches one process only.
   *
   * @param process its pid, {@link Uprobe#THIS_PROCESS} or {@link Uprobe#ANY_PROCESS}
   * @return a changed copy
   * @throws IllegalArgumentException if it is none of them
   */
  public Usdt pid(long process) {
    return new Usdt(file, provider, name, WatchedProcess.of("usdt", process), cookie);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_usdt_cookie} returns to the program
   * @return a changed copy
   */
  public Usdt cookie(long value) {
    return new Usdt(file, provider, name, pid, value);
  }

  private static Advice advice(Usdt usdt) {
    return Advice.none()
        .or(failure -> onTarget(usdt, failure))
        .or(PerfEventAdvice.ON_UPROBE)
        .or(WatchedProcess.advice(usdt.pid));
  }

  private static String onTarget(Usdt usdt, Advice.Failure failure) {
    if (failure.errno() == E2BIG) {
      return onFullMap(failure);
    }
    return failure.isGeneral()
        ? ProbedFile.whyNone(usdt.file)
        : ProbedFile.whyNoProbe(usdt.file, usdt.provider, usdt.name);
  }

  // The maps of usdt.bpf.h. libbpf prints something of the second one only.
  private static String onFullMap(Advice.Failure failure) {
    boolean isOfPlaces = failure.says("failed to map IP");
    if (!isOfPlaces && !failure.messages().isEmpty()) {
      return "";
    }
    return "the object's map \""
        + (isOfPlaces ? "__bpf_usdt_ip_to_spec_id" : "__bpf_usdt_specs")
        + "\" is full: each attachment takes an entry for each place that has the probe with"
        + " arguments of its own; close links that are not needed, or raise the map's"
        + " settings().maxEntries(...) before load (or define "
        + (isOfPlaces ? "BPF_USDT_MAX_IP_CNT" : "BPF_USDT_MAX_SPEC_CNT, which is 256,")
        + " before usdt.bpf.h is included)";
  }

  private static <L> L attach(Usdt usdt, Attaching<L> program) {
    UsdtLayout.require(program);
    return program.link(
        "bpf_program__attach_usdt",
        KernelFeature.PERF_EVENT_COOKIE.onlyIf(usdt.cookie != 0),
        memory ->
            Native.libbpfSixArguments()
                .bpf_program__attach_usdt(
                    program.pointer(),
                    usdt.pid,
                    memory.string(usdt.file.toString()),
                    memory.string(usdt.provider),
                    memory.string(usdt.name),
                    CookieOpts.write(memory, usdt.cookie)));
  }
}
