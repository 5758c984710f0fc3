package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.ESRCH;

import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.Arguments;

/** The process that a hook watches: a pid, or a number for this process or for all. */
final class WatchedProcess {
  private WatchedProcess() {}

  /**
   * Refuses what is no pid. The kernel takes other negative numbers for all processes.
   *
   * @param hook the hook, for the message
   * @param pid as {@link ProcessHandle#pid()} returns it, or {@link Uprobe#ANY_PROCESS}
   */
  static int of(String hook, long pid) {
    return (int) Arguments.inRange(hook + ": pid", pid, Uprobe.ANY_PROCESS, Integer.MAX_VALUE);
  }

  /** What is wrong if the process is not there: libbpf may have looked for its file in /proc. */
  static Advice advice(int pid) {
    return failure ->
        (failure.errno() == ESRCH || failure.errno() == ENOENT)
                && pid > 0
                && ProcessHandle.of(pid).isEmpty()
            ? "there is no process "
                + pid
                + "; it has ended, or the number is that of another PID namespace"
            : "";
  }
}
