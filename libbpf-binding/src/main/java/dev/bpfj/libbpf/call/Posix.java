package dev.bpfj.libbpf.call;

import java.util.Map;
import jnr.constants.platform.Errno;
import jnr.constants.platform.RLIMIT;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/**
 * What POSIX knows about a failure. Loading it costs some 200 ms, so it is asked only when an
 * exception is made, never on a way that succeeds.
 */
final class Posix {
  private static final POSIX LIBC = POSIXFactory.getNativePOSIX();
  private static final long UNLIMITED = -1;
  // Two names for one number; the kernel's own sources use these.
  private static final Map<Errno, String> KERNEL_NAMES =
      Map.of(Errno.ENOTSUP, "EOPNOTSUPP", Errno.EWOULDBLOCK, "EAGAIN", Errno.EDEADLOCK, "EDEADLK");

  private Posix() {}

  /** An errno's name, such as {@code EPERM}; its number if it has none. */
  static String errnoName(int errno) {
    Errno known = Errno.valueOf(errno);
    return known == Errno.__UNKNOWN_CONSTANT__
        ? String.valueOf(errno)
        : KERNEL_NAMES.getOrDefault(known, known.name());
  }

  /** An errno's text, as {@code strerror} gives it. */
  static String errnoText(int errno) {
    return LIBC.strerror(errno);
  }

  /** RLIMIT_MEMLOCK, which bounds BPF memory before Linux 5.11: such as {@code 64 KiB}. */
  static String memlockLimit() {
    long bytes = LIBC.getrlimit(RLIMIT.RLIMIT_MEMLOCK.intValue()).rlimCur();
    return bytes == UNLIMITED ? "unlimited" : bytes / 1024 + " KiB";
  }
}
