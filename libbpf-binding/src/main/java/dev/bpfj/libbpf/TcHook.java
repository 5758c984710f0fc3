package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.attach.TcOptions;
import dev.bpfj.libbpf.attach.TcPoint;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network device's traffic control, to which programs of type {@code sched_cls} are attached as
 * filters ({@code bpf_tc_hook_create} and its like). The kernel keeps filters until they are
 * removed, so closing this removes those that it attached, and the device's {@code clsact} queueing
 * discipline too if this made it, with all that others have attached there since. {@link
 * NetworkAttachable#attachTcx} does without all of that where the kernel can. Safe for use by
 * several threads.
 */
public final class TcHook implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int BOTH = 3; // BPF_TC_INGRESS | BPF_TC_EGRESS
  private static final int ENOENT = 2;
  private static final int EEXIST = 17;
  private static final int ENODEV = 19;
  private static final int EINVAL = 22;

  private final int ifindex;
  private final String subject;
  private final boolean created;
  private final Set<TcFilter> filters = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private TcHook(int ifindex, String subject, boolean created) {
    this.ifindex = ifindex;
    this.subject = subject;
    this.created = created;
  }

  /**
   * Makes the device ready for filters, if it is not ({@code bpf_tc_hook_create}).
   *
   * @param ifindex the device's index, above 0
   * @return the device's traffic control
   * @throws BpfException -ENODEV if there is no such device
   */
  public static TcHook create(int ifindex) {
    String subject = "traffic control of network device " + ifindex;
    return new TcHook(ifindex, subject, create(ifindex, subject));
  }

  private static boolean create(int ifindex, String subject) {
    try (Arena arena = new Arena()) {
      long hook = hook(arena, ifindex, new TcPoint(BOTH, 0));
      call("bpf_tc_hook_create", subject, tc -> tc.bpf_tc_hook_create(hook));
      return true;
    } catch (BpfException e) {
      if (e.errno() == EEXIST) {
        return false;
      }
      throw e;
    }
  }

  /** {@code struct bpf_tc_hook}, as libbpf 1.0 has it. */
  private static long hook(Arena arena, int ifindex, TcPoint point) {
    long struct = AttachStructs.sized(arena, 24);
    MEMORY.putInt(struct + 8, ifindex);
    MEMORY.putInt(struct + 12, point.attachPoint());
    MEMORY.putInt(struct + 16, point.parent());
    return struct;
  }

  /** {@code struct bpf_tc_opts}. */
  private static long opts(Arena arena, int handle, int priority) {
    long struct = AttachStructs.sized(arena, 32);
    MEMORY.putInt(struct + 20, handle);
    MEMORY.putInt(struct + 24, priority);
    return struct;
  }

  private interface Call {
    int make(LibBpf tc);
  }

  private static void call(String operation, String subject, Call call) {
    LibbpfCall.number(operation, subject, () -> call.make(Native.libbpf()));
  }

  /**
   * Whether this made the device's {@code clsact} queueing discipline, which goes with it then.
   *
   * @return false if it was there already
   */
  public boolean isCreated() {
    return created;
  }

  /**
   * Attaches a program as a filter ({@code bpf_tc_attach}), which takes what the program returns
   * for its verdict.
   *
   * @param point where
   * @param program a loaded program of type {@code sched_cls}, whose object's close removes the
   *     filter too
   * @param options which filter
   * @return the filter
   * @throws BpfException -EEXIST if there is a filter of that handle and priority
   * @throws BpfClosedException after close
   */
  public TcFilter attach(TcPoint point, BpfProgram program, TcOptions options) {
    BpfObject object = program.object;
    return program.use(
        fd ->
            object.afterLoad(
                program.subject,
                () -> {
                  requireOpen();
                  TcFilter filter = attach(point, program, fd, options);
                  filters.add(filter);
                  object.own(filter);
                  if (closed) {
                    filter.close(); // a close that has just been did not see it
                  }
                  requireOpen();
                  return filter;
                }));
  }

  private void requireOpen() {
    if (closed) {
      throw new BpfClosedException(subject);
    }
  }

  private TcFilter attach(TcPoint point, BpfProgram program, int fd, TcOptions options) {
    try (Arena arena = new Arena()) {
      long hook = hook(arena, ifindex, point);
      long opts = opts(arena, options.handle(), options.priority());
      MEMORY.putInt(opts + 8, fd);
      MEMORY.putInt(opts + 12, options.replace() ? 1 : 0); // BPF_TC_F_REPLACE
      call("bpf_tc_attach", program.subject, tc -> tc.bpf_tc_attach(hook, opts));
      return new TcFilter(this, program.object, point, info(opts), program.subject);
    }
  }

  private static TcFilter.Info info(long opts) {
    return new TcFilter.Info(
        MEMORY.getInt(opts + 20), MEMORY.getInt(opts + 24), MEMORY.getInt(opts + 16));
  }

  /**
   * Looks for a filter, whoever attached it ({@code bpf_tc_query}).
   *
   * @param point where
   * @param handle its handle, not 0
   * @param priority its priority, from 1 to 65535
   * @return what it is, or nothing if there is none
   * @throws IllegalArgumentException if handle or priority cannot be a filter's
   */
  public Optional<TcFilter.Info> query(TcPoint point, int handle, int priority) {
    if (handle == 0 || priority < 1 || priority > TcOptions.MAX_PRIORITY) {
      throw new IllegalArgumentException(
          subject
              + ": no filter has such numbers: handle="
              + handle
              + ", priority="
              + priority
              + ", expected=a handle but 0 and a priority from 1 to 65535");
    }
    try (Arena arena = new Arena()) {
      long hook = hook(arena, ifindex, point);
      long opts = opts(arena, handle, priority);
      call("bpf_tc_query", subject, tc -> tc.bpf_tc_query(hook, opts));
      return Optional.of(info(opts));
    } catch (BpfException e) {
      // -EINVAL is what kernels say of a place that has no filter at all.
      if (e.errno() == ENOENT || e.errno() == EINVAL) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Removes all filters of a place, whoever attached them ({@code bpf_tc_hook_destroy}).
   *
   * @param point {@link TcPoint#INGRESS} or {@link TcPoint#EGRESS}
   */
  public void removeAll(TcPoint point) {
    try (Arena arena = new Arena()) {
      long hook = hook(arena, ifindex, point);
      call("bpf_tc_hook_destroy", subject, tc -> tc.bpf_tc_hook_destroy(hook));
    }
  }

  /** Removes a filter of this, if it is still there. */
  void detach(TcFilter filter, TcPoint point) {
    filters.remove(filter);
    unlessGone(
        arena -> {
          long hook = hook(arena, ifindex, point);
          long opts = opts(arena, filter.handle(), filter.priority());
          call("bpf_tc_detach", filter.toString(), tc -> tc.bpf_tc_detach(hook, opts));
        });
  }

  private interface Removal {
    void in(Arena arena);
  }

  // The filter, the queueing discipline that it was in, or the device may have gone before.
  private static void unlessGone(Removal removal) {
    try (Arena arena = new Arena()) {
      removal.in(arena);
    } catch (BpfException e) {
      if (e.errno() != ENOENT && e.errno() != EINVAL && e.errno() != ENODEV) {
        throw e;
      }
    }
  }

  /**
   * Removes the filters that this attached, and the queueing discipline if this made it. May be
   * called again.
   *
   * @throws BpfException if the kernel refuses
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    filters.forEach(TcFilter::close);
    if (created) {
      unlessGone(
          arena -> {
            long hook = hook(arena, ifindex, new TcPoint(BOTH, 0));
            call("bpf_tc_hook_destroy", subject, tc -> tc.bpf_tc_hook_destroy(hook));
          });
    }
  }

  @Override
  public String toString() {
    return subject;
  }
}
