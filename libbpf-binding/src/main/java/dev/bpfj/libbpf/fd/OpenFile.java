package dev.bpfj.libbpf.fd;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A file, folder, process or socket with a file descriptor of its own, for maps and links that are
 * about such things: the folder of a control group, the inode that a value goes with. Thread-safe.
 */
public final class OpenFile implements Descriptor, AutoCloseable {
  private final String subject;
  private final int fd;
  private final Lifetime lifetime;

  private OpenFile(String subject, int fd) {
    this.subject = subject;
    this.fd = fd;
    this.lifetime = new Lifetime(subject, () -> Native.libc().close(fd));
  }

  /**
   * Opens a file or folder for reading ({@code open}).
   *
   * @param path where it is
   * @return the open file
   * @throws BpfException if it cannot be opened
   */
  public static OpenFile of(Path path) {
    String subject = "file " + path;
    try (CallMemory memory = new CallMemory()) {
      long text = memory.string(path.toString());
      int flags = LibC.O_RDONLY | LibC.O_CLOEXEC;
      return new OpenFile(subject, checked("open", subject, Native.libc().open(text, flags)));
    }
  }

  /**
   * Opens a process ({@code pidfd_open}, Linux 5.3).
   *
   * @param pid its id
   * @return the process
   * @throws BpfException -ESRCH if there is none
   */
  public static OpenFile ofProcess(long pid) {
    String subject = "process " + pid;
    long fd = Native.libcSixArguments().syscall(SystemCallNumbers.PIDFD_OPEN, pid, 0, 0, 0, 0);
    return new OpenFile(subject, checked("pidfd_open", subject, (int) fd));
  }

  /**
   * Copies a descriptor that something else has ({@code fcntl} with {@code F_DUPFD_CLOEXEC}), such
   * as a socket's.
   *
   * @param fd the descriptor, which stays whose it is
   * @return what it is of, with a descriptor of its own
   * @throws BpfException -EBADF if it is none
   */
  public static OpenFile copyOf(int fd) {
    return copyOf("copy of file descriptor " + fd, fd);
  }

  /**
   * Copies a descriptor that something else has.
   *
   * @param subject what it is, for messages
   * @param fd the descriptor
   * @return what it is of, with a descriptor of its own
   */
  public static OpenFile copyOf(String subject, int fd) {
    int copy = Native.libc().fcntl(fd, LibC.F_DUPFD_CLOEXEC, 0);
    return new OpenFile(subject, checked("fcntl", subject, copy));
  }

  private static int checked(String operation, String subject, int result) {
    if (result < 0) {
      throw LibbpfCall.failure(operation, subject, Native.lastErrno());
    }
    return result;
  }

  @Override
  public <T> T use(IntFunction<T> action) {
    lifetime.enter();
    try {
      return action.apply(fd);
    } finally {
      lifetime.exit();
    }
  }

  /**
   * The descriptor.
   *
   * @return its number, which is another thing's some time after close
   * @throws BpfClosedException after close
   */
  public int fd() {
    return use(number -> number);
  }

  /** Closes the descriptor, when nothing uses it any more. May be called again. */
  @Override
  public void close() {
    lifetime.close();
  }

  @Override
  public String toString() {
    return subject;
  }
}
