package dev.bpfj.libbpf;

import dev.bpfj.libbpf.attach.AttachMode;
import dev.bpfj.libbpf.attach.IterOptions;
import dev.bpfj.libbpf.attach.KprobeMultiOptions;
import dev.bpfj.libbpf.attach.KprobeOptions;
import dev.bpfj.libbpf.attach.KsyscallOptions;
import dev.bpfj.libbpf.attach.PerfEventOptions;
import dev.bpfj.libbpf.attach.RawTracepointOptions;
import dev.bpfj.libbpf.attach.TracepointOptions;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.libbpf.attach.UprobeOptions;
import dev.bpfj.libbpf.attach.UsdtOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.util.function.ToLongFunction;

/**
 * The ways to attach a {@link BpfProgram}. Each is possible after load, gives a link whose close
 * detaches the program, as closing the object does, and is an {@link IllegalStateException} before
 * load, a {@link BpfException} if libbpf or the kernel refuses, and an {@link
 * UnsupportedFeatureException} if the loaded libbpf is too old for what is asked.
 *
 * <p>Safe for use by several threads: they take turns with the object.
 */
public abstract sealed class Attachable permits NetworkAttachable {
  final BpfObject object;
  final long pointer;
  final String name;
  final String subject;

  Attachable(BpfObject object, long pointer) {
    this.object = object;
    this.pointer = pointer;
    this.name = CStrings.text(libbpf().bpf_program__name(pointer));
    this.subject = "program \"" + name + "\"";
  }

  static LibBpf libbpf() {
    return Native.libbpf();
  }

  final BpfLink link(String operation, KernelFeature feature, ToLongFunction<Arena> attach) {
    return object.afterLoad(
        subject,
        () -> {
          try (Arena arena = new Arena()) {
            long link = LibbpfCall.pointer(operation, subject, () -> attach.applyAsLong(arena));
            return new BpfLink(object, link, subject);
          } catch (BpfException e) {
            throw feature.explain(e);
          }
        });
  }

  private BpfLink link(String operation, ToLongFunction<Arena> attach) {
    return link(operation, KernelFeature.NONE, attach);
  }

  /** Attaching to something that has a descriptor, which stays open meanwhile. */
  interface ToDescriptor {
    long attach(Arena arena, int fd);
  }

  final BpfLink link(
      String operation, KernelFeature feature, Descriptor target, ToDescriptor attach) {
    object.afterLoad(subject, () -> subject);
    return target.use(fd -> link(operation, feature, arena -> attach.attach(arena, fd)));
  }

  /**
   * Attaches the program as its section says ({@code bpf_program__attach}).
   *
   * @return the link
   * @throws BpfException also if the section names nothing to attach to
   */
  public final BpfLink attach() {
    return link("bpf_program__attach", arena -> libbpf().bpf_program__attach(pointer));
  }

  /**
   * Attaches the program to a place in the kernel's code ({@code bpf_program__attach_kprobe_opts}).
   *
   * @param options where, and how
   * @return the link
   */
  public final BpfLink attachKprobe(KprobeOptions options) {
    requireMode(options.mode());
    if (options.function() == null && options.mode() == AttachMode.LEGACY) {
      throw new IllegalArgumentException(
          subject
              + ": a kprobe of legacy mode is put on a function, not on an address: address=0x"
              + Long.toHexString(options.offset()));
    }
    return link(
        "bpf_program__attach_kprobe_opts",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            libbpf()
                .bpf_program__attach_kprobe_opts(
                    pointer,
                    AttachStructs.string(arena, options.function()),
                    AttachStructs.kprobe(arena, options)));
  }

  /**
   * Attaches the program to many functions of the kernel ({@code
   * bpf_program__attach_kprobe_multi_opts}).
   *
   * @param options which, and how
   * @return the link
   */
  public final BpfLink attachKprobeMulti(KprobeMultiOptions options) {
    return link(
        "bpf_program__attach_kprobe_multi_opts",
        KernelFeature.KPROBE_MULTI,
        arena ->
            libbpf()
                .bpf_program__attach_kprobe_multi_opts(
                    pointer,
                    AttachStructs.string(arena, options.pattern()),
                    AttachStructs.kprobeMulti(arena, options)));
  }

  /**
   * Attaches the program to a system call's function in the kernel ({@code
   * bpf_program__attach_ksyscall}).
   *
   * @param options which, and how
   * @return the link
   */
  public final BpfLink attachKsyscall(KsyscallOptions options) {
    return link(
        "bpf_program__attach_ksyscall",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            libbpf()
                .bpf_program__attach_ksyscall(
                    pointer, arena.string(options.name()), AttachStructs.ksyscall(arena, options)));
  }

  /**
   * Attaches the program to a place in a program's or library's code ({@code
   * bpf_program__attach_uprobe_opts}).
   *
   * @param options where, and how
   * @return the link
   */
  public final BpfLink attachUprobe(UprobeOptions options) {
    requireMode(options.mode());
    return link(
        "bpf_program__attach_uprobe_opts",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            libbpf()
                .bpf_program__attach_uprobe_opts(
                    pointer,
                    options.pid(),
                    arena.string(options.binary()),
                    options.offset(),
                    AttachStructs.uprobe(arena, options)));
  }

  /** A feature that only a cookie asks for. */
  private static KernelFeature cookie(KernelFeature feature, long cookie) {
    return cookie == 0 ? KernelFeature.NONE : feature;
  }

  private void requireMode(AttachMode mode) {
    if (mode != AttachMode.DEFAULT) {
      LibbpfVersion.require(subject, "choosing the attach mode " + mode, 1, 2);
    }
  }

  /**
   * Attaches the program to many places in a program's or library's code ({@code
   * bpf_program__attach_uprobe_multi}, libbpf 1.3, Linux 6.6).
   *
   * @param options which, and how
   * @return the link
   */
  public final BpfLink attachUprobeMulti(UprobeMultiOptions options) {
    object.afterLoad(subject, () -> subject);
    if (options.pattern() == null && options.binary().indexOf('/') < 0) {
      throw new IllegalArgumentException(
          subject
              + ": uprobe.multi without a pattern needs the file's path: binary="
              + options.binary());
    }
    return link(
        "bpf_program__attach_uprobe_multi",
        KernelFeature.UPROBE_MULTI,
        arena ->
            Native.libbpf()
                .bpf_program__attach_uprobe_multi(
                    pointer,
                    options.pid(),
                    arena.string(options.binary()),
                    AttachStructs.string(arena, options.pattern()),
                    AttachStructs.uprobeMulti(arena, options)));
  }

  /**
   * Attaches the program to a statically defined probe ({@code bpf_program__attach_usdt}).
   *
   * @param options which
   * @return the link
   */
  public final BpfLink attachUsdt(UsdtOptions options) {
    return link(
        "bpf_program__attach_usdt",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            Native.libbpfSixArguments()
                .bpf_program__attach_usdt(
                    pointer,
                    options.pid(),
                    arena.string(options.binary()),
                    arena.string(options.provider()),
                    arena.string(options.name()),
                    AttachStructs.cookie(arena, options.cookie())));
  }

  /**
   * Attaches the program to a tracepoint ({@code bpf_program__attach_tracepoint_opts}).
   *
   * @param options which
   * @return the link
   */
  public final BpfLink attachTracepoint(TracepointOptions options) {
    return link(
        "bpf_program__attach_tracepoint_opts",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            libbpf()
                .bpf_program__attach_tracepoint_opts(
                    pointer,
                    arena.string(options.category()),
                    arena.string(options.name()),
                    AttachStructs.cookie(arena, options.cookie())));
  }

  /**
   * Attaches the program to a raw tracepoint ({@code bpf_program__attach_raw_tracepoint}, or with a
   * cookie {@code bpf_program__attach_raw_tracepoint_opts}).
   *
   * @param options which
   * @return the link
   */
  public final BpfLink attachRawTracepoint(RawTracepointOptions options) {
    if (options.cookie() == 0) {
      return link(
          "bpf_program__attach_raw_tracepoint",
          arena ->
              libbpf().bpf_program__attach_raw_tracepoint(pointer, arena.string(options.name())));
    }
    return link(
        "bpf_program__attach_raw_tracepoint_opts",
        KernelFeature.RAW_TRACEPOINT_COOKIE,
        arena ->
            libbpf()
                .bpf_program__attach_raw_tracepoint_opts(
                    pointer,
                    arena.string(options.name()),
                    AttachStructs.cookie(arena, options.cookie())));
  }

  /**
   * Attaches the program to what it was loaded for: fentry, fexit, fmod_ret, tp_btf, freplace
   * ({@code bpf_program__attach_trace_opts}).
   *
   * @param cookie what {@code bpf_get_attach_cookie} gives the program; anything but 0 needs Linux
   *     5.19
   * @return the link
   */
  public final BpfLink attachTrace(long cookie) {
    return link(
        "bpf_program__attach_trace_opts",
        cookie(KernelFeature.TRACING_COOKIE, cookie),
        arena ->
            libbpf().bpf_program__attach_trace_opts(pointer, AttachStructs.cookie(arena, cookie)));
  }

  /**
   * Attaches the program to the check of the security modules that it was loaded for ({@code
   * bpf_program__attach_lsm}). Kernels run such programs only if {@code bpf} is among the modules
   * that {@code /sys/kernel/security/lsm} lists; before Linux 5.11 they do not say so.
   *
   * @return the link
   */
  public final BpfLink attachLsm() {
    return link(
        "bpf_program__attach_lsm",
        KernelFeature.LSM,
        arena -> Native.libbpf().bpf_program__attach_lsm(pointer));
  }

  /**
   * Attaches the program in the place of a function of another program ({@code
   * bpf_program__attach_freplace}). With the target that it was loaded for, {@link #attach()} does
   * the same.
   *
   * @param target the program whose function is replaced; one with a function of the same kind as
   *     the target that this program was loaded for
   * @param function the function's name
   * @return the link, whose close brings the replaced function back
   */
  public final BpfLink attachFreplace(Descriptor target, String function) {
    return link(
        "bpf_program__attach_freplace",
        KernelFeature.NONE,
        target,
        (arena, fd) ->
            Native.libbpf().bpf_program__attach_freplace(pointer, fd, arena.string(function)));
  }

  /**
   * Makes the program an iterator ({@code bpf_program__attach_iter}), which runs when someone reads
   * it.
   *
   * @param options what it walks over
   * @return the link, to be read from
   */
  public final BpfLink attachIter(IterOptions options) {
    return link(
        "bpf_program__attach_iter",
        feature(options),
        arena ->
            Native.libbpf().bpf_program__attach_iter(pointer, HookStructs.iter(arena, options)));
  }

  private static KernelFeature feature(IterOptions options) {
    if (options instanceof IterOptions.Tasks) {
      return KernelFeature.TASK_ITER;
    }
    return options instanceof IterOptions.Cgroups ? KernelFeature.CGROUP_ITER : KernelFeature.NONE;
  }

  /**
   * Makes the program an iterator over a map's entries ({@code bpf_program__attach_iter}).
   *
   * @param map the map, which the link keeps
   * @return the link, to be read from
   */
  public final BpfLink attachIterOfMap(Descriptor map) {
    return link(
        "bpf_program__attach_iter",
        KernelFeature.NONE,
        map,
        (arena, fd) ->
            Native.libbpf().bpf_program__attach_iter(pointer, HookStructs.iterOfMap(arena, fd)));
  }

  /**
   * Attaches the program to a perf event ({@code bpf_program__attach_perf_event_opts}), which the
   * link then takes over: it is closed with the link.
   *
   * @param event the event; if this fails, it is still the caller's to close
   * @param options how
   * @return the link
   */
  public final BpfLink attachPerfEvent(PerfEvent event, PerfEventOptions options) {
    if (options.byIoctl()) {
      LibbpfVersion.require(subject, "attaching to a perf event by ioctl", 1, 2);
    }
    return link(
        "bpf_program__attach_perf_event_opts",
        cookie(KernelFeature.PERF_EVENT_COOKIE, options.cookie()),
        arena ->
            event.handOver(
                fd ->
                    libbpf()
                        .bpf_program__attach_perf_event_opts(
                            pointer, fd, AttachStructs.perfEvent(arena, options))));
  }
}
