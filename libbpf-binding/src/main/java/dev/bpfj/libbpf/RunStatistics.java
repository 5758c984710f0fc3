package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.Capability;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the kernel count how often programs run and how long that takes, all programs of the machine,
 * from when this is made until the last such thing of anyone is closed ({@code bpf_enable_stats}).
 * It costs each run some tens of nanoseconds. {@link BpfProgram#statistics} gives the counts.
 * Thread-safe.
 */
public final class RunStatistics implements AutoCloseable {
  private static final String SUBJECT = "run statistics";
  private static final int BPF_STATS_RUN_TIME = 0;

  private final int fd;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunStatistics(int fd) {
    this.fd = fd;
  }

  /**
   * Has the kernel begin to count.
   *
   * @return what ends it
   * @throws BpfException -EPERM without {@code CAP_SYS_ADMIN}
   */
  public static RunStatistics enable() {
    return new RunStatistics(
        LibbpfCall.number(
            "bpf_enable_stats",
            SUBJECT,
            Advice.onPrivilege(Capability.CAP_SYS_ADMIN),
            () -> Native.bpf().bpf_enable_stats(BPF_STATS_RUN_TIME)));
  }

  /** Lets the kernel stop to count. What it has counted stays. May be called again. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Native.libc().close(fd);
    }
  }
}
