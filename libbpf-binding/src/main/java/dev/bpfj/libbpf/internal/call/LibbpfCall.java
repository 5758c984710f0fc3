package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EMFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.kernel.Capability;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Makes a native call, and an exception of its failure and of what libbpf had to say about it.
 *
 * <p>Thread-safe.
 */
public final class LibbpfCall {

  private static final Pattern POINTERS =
      Pattern.compile(
          "prohibited for !root|pointer -= pointer prohibited|pointer comparison prohibited"
              + "|leaks (addr|pointer)");

  // Without a free descriptor the class could not be loaded when a call has failed.
  private static final Advice NO_ADVICE = Advice.none();

  private LibbpfCall() {}

  /**
   * Begins a call on the way that every new JVM takes to its first attachment, where each lambda
   * would cost half a millisecond; elsewhere {@link #number} and {@link #pointer} make the call.
   * Then comes the native call of a function that every supported libbpf has, and {@link #end}, or
   * {@link #failure} to be thrown.
   */
  public static void begin() {
    Messages.begin();
  }

  /** Ends a call that succeeded. */
  public static void end() {
    Messages.log();
  }

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
    return number(operation, subject, NO_ADVICE, call);
  }

  /** The same of an operation with advice of its own. */
  public static int number(String operation, String subject, Advice advice, IntSupplier call) {
    Messages.begin();
    int result;
    try {
      result = call.getAsInt();
    } catch (UnsatisfiedLinkError e) {
      throw Symbols.missing(operation, subject, e);
    }
    if (result < 0) {
      throw failure(operation, subject, -result, advice);
    }
    Messages.log();
    return result;
  }

  /**
   * A call that returns a pointer, or NULL and errno.
   *
   * @param kernel what is called
   * @param operation the C function's name
   * @param subject what it was done to
   * @param call the call
   * @return the pointer, not 0
   * @throws BpfException if it failed
   * @throws UnsupportedFeatureException if the loaded libbpf has no such function
   */
  public static long pointer(Kernel kernel, String operation, String subject, LongSupplier call) {
    return pointer(kernel, operation, subject, NO_ADVICE, call);
  }

  /** The same of an operation with advice of its own. */
  public static long pointer(
      Kernel kernel, String operation, String subject, Advice advice, LongSupplier call) {
    Messages.begin();
    long result;
    try {
      result = call.getAsLong();
    } catch (UnsatisfiedLinkError e) {
      throw Symbols.missing(operation, subject, e);
    }
    if (result == 0) {
      throw failure(operation, subject, kernel.lastErrno(), advice);
    }
    Messages.log();
    return result;
  }

  /**
   * A call whose failure is an answer. What libbpf prints meanwhile is dropped.
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
    if (!Capability.has(Capability.CAP_BPF)) {
      Advice advice = Advice.onPrivilege(Capability.CAP_BPF);
      throw failure(operation, subject, EPERM, advice, List.of());
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
    return failure(operation, subject, errno, NO_ADVICE);
  }

  /** The same of an operation with advice of its own. */
  public static BpfException failure(String operation, String subject, int errno, Advice advice) {
    return failure(operation, subject, errno, advice, Messages.take());
  }

  /**
   * The exception for a call that failed.
   *
   * @param operation the C function's name
   * @param subject what it was done to
   * @param errno a positive number
   * @param advice the operation's own
   * @param messages what libbpf printed during the call
   * @return the exception, to be thrown
   */
  public static BpfException failure(
      String operation, String subject, int errno, Advice advice, List<String> messages) {
    Optional<VerifierLog> found = VerifierLog.find(messages);
    if (found.isPresent() && found.get().isRejection(errno)) {
      VerifierLog log = found.get();
      return rejection(operation, errno, log.program(), log.tellingLines(), log.log());
    }
    // Without a free descriptor the JVM cannot load the classes that hold the operation's advice,
    // and does not initialize again one whose initialization failed.
    boolean lacksFiles = errno == EMFILE || errno == ENFILE;
    String own = lacksFiles ? "" : advice.on(new Advice.Failure(errno, messages));
    return failure(
        operation,
        subject,
        errno,
        own.isEmpty() ? GeneralAdvice.on(errno) : own,
        VerifierLog.shortened(messages));
  }

  /**
   * The exception for a call that failed.
   *
   * @param operation the C function's name
   * @param subject what it was done to
   * @param errno a positive number
   * @param advice what helps, or empty
   * @param messages lines that belong to it, libbpf's own mostly
   * @return the exception, to be thrown
   */
  public static BpfException failure(
      String operation, String subject, int errno, String advice, List<String> messages) {
    StringBuilder text = new StringBuilder(subject);
    text.append(": ").append(operation).append(": ").append(ErrorNumber.describe(errno));
    if (!advice.isEmpty()) {
      text.append("; ").append(advice);
    }
    for (String message : messages) {
      text.append("\n  ").append(message.replace("\n", "\n  "));
    }
    return new BpfException(operation, subject, errno, text.toString());
  }

  /**
   * The exception for a program that the verifier rejected.
   *
   * @param operation the C function's name
   * @param errno a positive number
   * @param program the program's name
   * @param telling the log's lines that tell why
   * @param log the whole log
   * @return the exception, to be thrown
   */
  public static VerifierRejectedException rejection(
      String operation, int errno, String program, List<String> telling, String log) {
    String advice =
        onPointers(log)
            + "the verifier rejected it; log() has all "
            + log.lines().count()
            + " lines of its log, which ends:";
    BpfException failed = failure(operation, "program \"" + program + "\"", errno, advice, telling);
    return new VerifierRejectedException(failed, program, telling, log);
  }

  /** What the verifier lets nobody do with pointers without CAP_PERFMON. */
  private static String onPointers(String log) {
    return POINTERS.matcher(log).find() && !Capability.has(Capability.CAP_PERFMON)
        ? "this process lacks CAP_PERFMON, without which pointers cannot be computed with, compared or"
            + " stored; give it that; "
        : "";
  }
}
