package dev.bpfj.libbpf.call;

import dev.bpfj.libbpf.BpfException;
import dev.bpfj.libbpf.UnsupportedFeatureException;
import dev.bpfj.libbpf.VerifierRejectedException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Makes a native call, and an exception of its failure and of what libbpf had to say about it.
 *
 * <p>Safe for use by several threads.
 */
public final class LibbpfCall {
  private static final int EPERM = 1;

  private LibbpfCall() {}

  /**
   * A call that returns a number, or -errno.
   *
   * @param operation the C function's name
   * @param subject what it was done to, such as {@code program "handle"}
   * @param call the call
   * @return its result, zero or more
   * @throws BpfException if it failed
   * @throws UnsupportedFeatureException if the loaded libbpf has no such function
   */
  public static int number(String operation, String subject, IntSupplier call) {
    Messages.begin();
    int result;
    try {
      result = call.getAsInt();
    } catch (UnsatisfiedLinkError e) {
      throw Symbols.missing(operation, subject, e);
    }
    if (result < 0) {
      throw failure(operation, subject, -result);
    }
    Messages.log();
    return result;
  }

  /**
   * A call that returns a pointer, or NULL and errno.
   *
   * @param operation the C function's name
   * @param subject what it was done to
   * @param call the call
   * @return the pointer, not 0
   * @throws BpfException if it failed
   * @throws UnsupportedFeatureException if the loaded libbpf has no such function
   */
  public static long pointer(String operation, String subject, LongSupplier call) {
    Messages.begin();
    long result;
    try {
      result = call.getAsLong();
    } catch (UnsatisfiedLinkError e) {
      throw Symbols.missing(operation, subject, e);
    }
    if (result == 0) {
      throw failure(operation, subject, Native.lastErrno());
    }
    Messages.log();
    return result;
  }

  /**
   * A call whose failure is an answer. What libbpf says meanwhile is not worth a word.
   *
   * @param operation the C function's name
   * @param subject what it asks about
   * @param call the call
   * @return its result, -errno too
   * @throws UnsupportedFeatureException if the loaded libbpf has no such function
   */
  public static int probe(String operation, String subject, IntSupplier call) {
    Messages.begin();
    try {
      return call.getAsInt();
    } catch (UnsatisfiedLinkError e) {
      throw Symbols.missing(operation, subject, e);
    } finally {
      Messages.take();
    }
  }

  /**
   * Refuses what a process without any capability for BPF cannot find out.
   *
   * @param operation the C function's name
   * @param subject what it asks about
   * @throws BpfException -EPERM if it has none
   */
  public static void requireBpfCapability(String operation, String subject) {
    if (Capabilities.missing().contains("CAP_BPF")) {
      String advice = Advice.on(operation, EPERM, List.of());
      throw new BpfException(operation, subject, EPERM, advice, List.of());
    }
  }

  /**
   * The exception for a call that has just failed in this thread.
   *
   * @param operation the C function's name
   * @param subject what it was done to
   * @param errno a positive number
   * @return the exception, to be thrown
   */
  public static BpfException failure(String operation, String subject, int errno) {
    return failure(operation, subject, errno, Messages.take());
  }

  static BpfException failure(String operation, String subject, int errno, List<String> messages) {
    Optional<VerifierLog> found = VerifierLog.find(messages);
    if (found.isPresent() && found.get().isRejection(errno)) {
      VerifierLog log = found.get();
      return new VerifierRejectedException(
          operation, log.program(), errno, log.tellingLines(), log.log());
    }
    return new BpfException(
        operation,
        subject,
        errno,
        Advice.on(operation, errno, messages),
        VerifierLog.shortened(messages));
  }
}
