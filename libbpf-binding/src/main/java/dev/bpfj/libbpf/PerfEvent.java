package dev.bpfj.libbpf;

import dev.bpfj.libbpf.attach.PerfEventAttributes;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A perf event, to which programs of type {@code perf_event} are attached ({@code
 * perf_event_open}). A link made of it takes it over and closes it. Safe for use by several
 * threads.
 */
public final class PerfEvent implements AutoCloseable {
  private static final String SUBJECT = "perf event";
  private static final long NO_GROUP = -1;
  private static final long FLAG_CLOEXEC = 8;

  private int fd;

  private PerfEvent(int fd) {
    this.fd = fd;
  }

  /**
   * Opens an event. It counts from when a program is attached.
   *
   * @param attributes what to count, and where
   * @return the event
   * @throws BpfException if the kernel refuses: -ENOENT if the machine has no such event, as
   *     virtual machines have none of the hardware's
   */
  public static PerfEvent open(PerfEventAttributes attributes) {
    try (Arena arena = new Arena()) {
      long struct = AttachStructs.perfEventAttr(arena, attributes);
      long fd =
          Native.libcSixArguments()
              .syscall(
                  SystemCallNumbers.PERF_EVENT_OPEN,
                  struct,
                  attributes.pid(),
                  attributes.cpu(),
                  NO_GROUP,
                  FLAG_CLOEXEC);
      if (fd < 0) {
        String subject = SUBJECT + " " + attributes.type() + ":" + attributes.config();
        throw LibbpfCall.failure("perf_event_open", subject, Native.lastErrno(), "", List.of());
      }
      return new PerfEvent((int) fd);
    }
  }

  /**
   * The event's file descriptor, which belongs to the event.
   *
   * @return the descriptor
   * @throws BpfClosedException after close, and once a link has taken the event over
   */
  public synchronized int fd() {
    if (fd < 0) {
      throw new BpfClosedException(SUBJECT);
    }
    return fd;
  }

  /** Lets a link of libbpf's take the descriptor over. Without a link it is still this event's. */
  synchronized long handOver(IntToLongFunction attach) {
    long link = attach.applyAsLong(fd());
    if (link != 0) {
      fd = -1;
    }
    return link;
  }

  /** Closes the event, if no link has taken it over. May be called again. */
  @Override
  public synchronized void close() {
    if (fd >= 0) {
      Native.libc().close(fd);
      fd = -1;
    }
  }
}
