package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.Bpf;
import dev.bpfj.libbpf.internal.raw.BpfElements;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibC;
import dev.bpfj.libbpf.internal.raw.LibCSixArguments;

/**
 * What the calls of an object, and of all that is made from it, go to: the machine's kernel through
 * libbpf and the C library ({@link Native#KERNEL}), or a kernel in memory, which has the same
 * functions in Java for the tests of a program that are to run without Linux.
 *
 * <p>Thread-safe. Functions are asked for anew for each call: loading the libraries may fail now
 * and succeed later on.
 */
public interface Kernel {
  LibBpf libbpf();

  Bpf bpf();

  BpfElements bpfElements();

  LibC libc();

  LibCSixArguments libcSixArguments();

  /** The errno that the calling thread's last call left, a positive number. */
  int lastErrno();

  /** The CPUs for which perf buffers are opened. */
  int[] onlineCpus();

  /** Whether it is one in memory, which programs are attached to without a look at the hook. */
  boolean isInMemory();

  /**
   * Attaches a program of a kernel in memory to whatever hook it is asked for.
   *
   * @param program libbpf's structure of it
   * @return libbpf's structure of the link, or 0 and errno
   */
  long attachToHook(long program);

  /**
   * Refuses what is asked of the machine around the calls, and a kernel in memory does not have.
   *
   * @param subject what it is asked for
   * @param what the thing that a kernel in memory lacks
   * @throws UnsupportedOperationException if this is one
   */
  void requireMachine(String subject, String what);
}
