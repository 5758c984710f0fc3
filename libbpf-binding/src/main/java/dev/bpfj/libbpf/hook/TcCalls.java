package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENODEV;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.struct.TcHookStruct;
import dev.bpfj.libbpf.internal.struct.TcOpts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** Calls libbpf about the filters of {@link Tc}. */
final class TcCalls {
  private static final int BOTH = Tc.INGRESS | Tc.EGRESS;
  private static final int F_REPLACE = 1; // BPF_TC_F_REPLACE
  // The filter, the queueing discipline that it was in, or the device was removed before.
  private static final Set<Integer> GONE = Set.of(ENOENT, ENODEV, EINVAL);
  static final Advice ADVICE =
      Advice.onPrivilege(Capability.CAP_NET_ADMIN)
          .or(Advice.onError(ENOENT, "the kernel needs the modules sch_ingress and cls_bpf"));
  private static final Path NAMESPACE = Path.of("/proc/thread-self/ns/net");

  /**
   * How many filters this process has in each clsact that it made. A clsact is forgotten with the
   * last of them, since the kernel uses the numbers of devices and namespaces again. Its lock is
   * taken after any object's.
   */
  private static final Map<Queue, Integer> MADE = new HashMap<>();

  private TcCalls() {}

  /** A device of a network namespace, which has indexes of its own. */
  private record Queue(String namespace, int ifindex) {

    static Queue of(int ifindex) {
      try {
        return new Queue(Files.readSymbolicLink(NAMESPACE).toString(), ifindex);
      } catch (IOException e) {
        return new Queue("", ifindex); // without /proc there is one namespace, as far as we know
      }
    }

    /** False in other namespaces, where the index is another device's. */
    boolean isHere() {
      return of(ifindex).equals(this);
    }
  }

  static LinkHandle attach(Tc tc, int ifindex, Attaching<?> program) {
    String subject = program.subject();
    synchronized (MADE) {
      Queue queue = Queue.of(ifindex);
      if (tc.attachPoint() != Tc.CUSTOM && create(ifindex, program)) {
        MADE.putIfAbsent(queue, 0);
      }
      try (CallMemory memory = new CallMemory()) {
        long hook = hook(memory, tc, ifindex);
        long opts =
            TcOpts.write(
                memory, tc.handle(), tc.priority(), program.fd(), tc.isReplacing() ? F_REPLACE : 0);
        LibbpfCall.number(
            "bpf_tc_attach", subject, ADVICE, () -> Native.libbpf().bpf_tc_attach(hook, opts));
        boolean counted = MADE.computeIfPresent(queue, (made, count) -> count + 1) != null;
        return new Filter(tc, queue, filter(opts), counted);
      } catch (RuntimeException | Error e) {
        try {
          destroyIfUnused(queue, subject);
        } catch (BpfException more) {
          e.addSuppressed(more);
        }
        throw e;
      }
    }
  }

  /** Makes the clsact; false if there is one. */
  private static boolean create(int ifindex, Attaching<?> program) {
    try (CallMemory memory = new CallMemory()) {
      long hook = TcHookStruct.write(memory, ifindex, BOTH, 0);
      LibbpfCall.number(
          "bpf_tc_hook_create",
          program.subject(),
          program.advice(),
          () -> Native.libbpf().bpf_tc_hook_create(hook));
      return true;
    } catch (BpfException e) {
      if (e.errno() == EEXIST) {
        return false;
      }
      throw e;
    }
  }

  /** Removes a clsact that was made here, with the last filter. */
  private static void destroyIfUnused(Queue queue, String subject) {
    if (MADE.remove(queue, 0) && queue.isHere() && !TcDump.hasFilters(queue.ifindex)) {
      try (CallMemory memory = new CallMemory()) {
        long hook = TcHookStruct.write(memory, queue.ifindex, BOTH, 0);
        unlessGone(
            () ->
                call(
                    "bpf_tc_hook_destroy",
                    subject,
                    () -> Native.libbpf().bpf_tc_hook_destroy(hook)));
      }
    }
  }

  static void destroy(Tc place) {
    String subject = subject(place);
    try (CallMemory memory = new CallMemory()) {
      long hook = hook(memory, place, place.device().find(subject));
      call("bpf_tc_hook_destroy", subject, () -> Native.libbpf().bpf_tc_hook_destroy(hook));
    }
  }

  static Optional<TcFilter> find(Tc place) {
    String subject = subject(place);
    if (place.handle() == 0 || place.priority() < 1 || place.priority() > Tc.MAX_PRIORITY) {
      throw new IllegalArgumentException(
          subject
              + ": no filter has such numbers: handle="
              + place.handle()
              + ", priority="
              + place.priority()
              + ", expected=a handle but 0 and a priority from 1 to 65535");
    }
    return find(place, place.device().find(subject), subject, place.handle(), place.priority());
  }

  private static Optional<TcFilter> find(
      Tc place, int ifindex, String subject, int handle, int priority) {
    try (CallMemory memory = new CallMemory()) {
      long hook = hook(memory, place, ifindex);
      long opts = TcOpts.write(memory, handle, priority);
      call("bpf_tc_query", subject, () -> Native.libbpf().bpf_tc_query(hook, opts));
      return Optional.of(filter(opts));
    } catch (BpfException e) {
      if (GONE.contains(e.errno())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String subject(Tc place) {
    return "traffic control of " + place.device();
  }

  private static long hook(CallMemory memory, Tc tc, int ifindex) {
    return TcHookStruct.write(memory, ifindex, tc.attachPoint(), tc.parent());
  }

  private static TcFilter filter(long opts) {
    return new TcFilter(TcOpts.handle(opts), TcOpts.priority(opts), TcOpts.programId(opts));
  }

  private static void call(String operation, String subject, IntSupplier call) {
    LibbpfCall.number(operation, subject, call);
  }

  private static void unlessGone(Runnable removal) {
    try {
      removal.run();
    } catch (BpfException e) {
      if (!GONE.contains(e.errno())) {
        throw e;
      }
    }
  }

  /** A filter that this process has attached. */
  private record Filter(Tc tc, Queue queue, TcFilter made, boolean counted) implements LinkHandle {
    @Override
    public int fd() {
      return -1;
    }

    @Override
    public void release(String subject) {
      synchronized (MADE) {
        if (counted) {
          MADE.computeIfPresent(queue, (made, count) -> count - 1);
        }
        try {
          if (queue.isHere()) {
            removeIfOurs(subject);
          }
        } finally {
          destroyIfUnused(queue, subject);
        }
      }
    }

    private void removeIfOurs(String subject) {
      Optional<TcFilter> found = find(tc, queue.ifindex, subject, made.handle(), made.priority());
      if (found.isPresent() && found.get().programId() == made.programId()) {
        try (CallMemory memory = new CallMemory()) {
          long hook = hook(memory, tc, queue.ifindex);
          long opts = TcOpts.write(memory, made.handle(), made.priority());
          unlessGone(
              () ->
                  call("bpf_tc_detach", subject, () -> Native.libbpf().bpf_tc_detach(hook, opts)));
        }
      }
    }

    @Override
    public String whyNoLink() {
      return "the kernel has no link of a filter of traffic control; this one can be closed only";
    }
  }
}
