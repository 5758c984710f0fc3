package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A program that is being attached, as attach functions see it.
 *
 * @param <L> what the program's owner makes of an attachment
 */
public abstract class Attaching<L> {
  private final Kernel kernel;
  private final long pointer;
  private final String subject;
  private final Advice advice;

  /** Begins with a program: libbpf's structure of it, its name for messages, the hook's advice. */
  protected Attaching(Kernel kernel, long pointer, String subject, Advice advice) {
    this.kernel = kernel;
    this.pointer = pointer;
    this.subject = subject;
    this.advice = advice;
  }

  /** Attaches to something that has a descriptor, which stays open meanwhile. */
  public interface ToDescriptor {

    /** Returns the address of libbpf's link, or 0 and errno. */
    long attach(CallMemory memory, int fd);
  }

  /** The address of libbpf's {@code struct bpf_program}. */
  public final long pointer() {
    return pointer;
  }

  /** The program, for messages. */
  public final String subject() {
    return subject;
  }

  /** What helps against failures of attaching to the hook. */
  public final Advice advice() {
    return advice;
  }

  /** Throws what is thrown for a program that is not loaded, or closed. */
  public abstract void requireLoaded();

  /**
   * How large the values of a map of the program's object are.
   *
   * @param map its name
   * @return bytes; empty if the object has no such map
   */
  public abstract OptionalInt valueSize(String map);

  /** The program's descriptor, while {@link #hold} runs. */
  public abstract int fd();

  /**
   * Attaches with the object locked, and has the object own what comes of it. Descriptors of others
   * are entered before, since entering one may wait for a thread that waits for this lock.
   */
  public abstract L hold(Supplier<LinkHandle> attach);

  /** Has a function of libbpf make a link. */
  public final L link(String operation, KernelFeature feature, ToLongFunction<CallMemory> attach) {
    return hold(() -> libbpfLink(operation, feature, attach));
  }

  /** The same, within {@link #hold}. */
  public final LinkHandle libbpfLink(
      String operation, KernelFeature feature, ToLongFunction<CallMemory> attach) {
    try (CallMemory memory = new CallMemory()) {
      long link =
          LibbpfCall.pointer(
              kernel,
              operation,
              subject,
              advice,
              () -> BlockedSignals.pointer(kernel, () -> attach.applyAsLong(memory)));
      return new LinkHandle.OfLibbpf(kernel, link, false);
    } catch (BpfException e) {
      throw feature.explain(e);
    }
  }

  /** Has a function of libbpf make a link to something that has a descriptor. */
  public final L link(
      String operation, KernelFeature feature, Descriptor target, ToDescriptor attach) {
    requireLoaded();
    return target.use(fd -> link(operation, feature, memory -> attach.attach(memory, fd)));
  }
}
