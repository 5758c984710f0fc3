package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.hook.Hook;
import dev.bpfj.libbpf.internal.access.Listeners;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.attach.UsdtLayout;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Pinning;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.raw.Bpf;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.program.ProgramInfo;
import dev.bpfj.libbpf.program.ProgramType;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A program of an object ({@code struct bpf_program}). Until load its {@link #settings() settings}
 * can be changed; it is attached after load: {@link #attach()} attaches it as its section says,
 * {@link #attach(Hook)} to a hook of the caller's choice, such as {@code attach(Xdp.on("eth0"))}.
 * Thread-safe.
 */
public final class BpfProgram implements Descriptor {
  private final BpfObject object;
  private final long pointer;
  private final String name;
  private final String subject;
  private final String sectionName;
  private final ProgramSettings settings;

  BpfProgram(BpfObject object, long pointer) {
    this.object = object;
    this.pointer = pointer;
    LibBpf libbpf = object.kernel().libbpf();
    this.name = CStrings.text(libbpf.bpf_program__name(pointer));
    this.subject = "program \"" + name + "\"";
    this.sectionName = CStrings.text(libbpf.bpf_program__section_name(pointer));
    this.settings = new ProgramSettings(object, pointer, subject);
  }

  private LibBpf libbpf() {
    return object.kernel().libbpf();
  }

  /**
   * Attaches the program as its section says ({@code bpf_program__attach}).
   *
   * @return the link, whose close detaches the program, as closing the object does
   * @throws BpfException if libbpf or the kernel refuses, or the section names nothing to attach to
   * @throws IllegalStateException before load
   */
  public BpfLink attach() {
    return Listeners.isEmpty()
        ? attachWithoutListeners()
        : Notifications.attach(name, sectionName, this::attachWithoutListeners);
  }

  private BpfLink attachWithoutListeners() {
    if (sectionName.startsWith("usdt") && !object.kernel().isInMemory()) {
      UsdtLayout.require(new Attachment(Advice.none()));
    }
    object.lockLoaded(subject);
    try {
      LibbpfCall.begin();
      long link = attachWithoutSignals();
      if (link == 0) {
        throw LibbpfCall.failure(
            "bpf_program__attach",
            subject,
            object.kernel().lastErrno(),
            failure -> SectionHook.advice(sectionName).on(failure));
      }
      LibbpfCall.end();
      return BpfLink.ownedBy(
          object, new LinkHandle.OfLibbpf(object.kernel(), link, false), subject);
    } finally {
      object.unlock();
    }
  }

  private long attachWithoutSignals() {
    LibBpf libbpf = libbpf();
    BlockedSignals signals = BlockedSignals.block(object.kernel());
    try {
      return libbpf.bpf_program__attach(pointer);
    } finally {
      signals.restore();
    }
  }

  /**
   * Attaches the program to a hook. It may be attached several times: each call makes a link of its
   * own and leaves the others alone.
   *
   * @param hook what to, such as {@code Kprobe.entry("do_unlinkat")}
   * @return the link, whose close detaches the program, as closing the object does
   * @throws BpfException if libbpf or the kernel refuses
   * @throws UnsupportedFeatureException if the loaded libbpf or the running kernel is too old for
   *     the hook, or was built without it
   * @throws IllegalStateException before load
   */
  public BpfLink attach(Hook hook) {
    return Listeners.isEmpty()
        ? attachWithoutListeners(hook)
        : Notifications.attach(
            name, hook.getClass().getSimpleName(), () -> attachWithoutListeners(hook));
  }

  private BpfLink attachWithoutListeners(Hook hook) {
    Attachment attachment = new Attachment(AttachFunctions.advice(hook));
    return object.kernel().isInMemory()
        ? attachment.link(
            "bpf_program__attach",
            KernelFeature.NONE,
            memory -> object.kernel().attachToHook(pointer))
        : AttachFunctions.attach(hook, attachment);
  }

  /** This program, as the hooks' attach functions see it. */
  private final class Attachment extends Attaching<BpfLink> {
    Attachment(Advice advice) {
      super(object.kernel(), BpfProgram.this.pointer, BpfProgram.this.subject, advice);
    }

    @Override
    public void requireLoaded() {
      object.afterLoad(subject(), this::subject);
    }

    @Override
    public OptionalInt valueSize(String map) {
      return object.maps().stream()
          .filter(each -> each.name().equals(map))
          .mapToInt(BpfMap::valueSize)
          .findFirst();
    }

    @Override
    public int fd() {
      return BpfProgram.this.fd();
    }

    @Override
    public BpfLink hold(Supplier<LinkHandle> attach) {
      return object.afterLoad(subject(), () -> BpfLink.ownedBy(object, attach.get(), subject()));
    }
  }

  /**
   * The program's name ({@code bpf_program__name}).
   *
   * @return the C function's name
   */
  public String name() {
    return name;
  }

  /**
   * The program's section ({@code bpf_program__section_name}).
   *
   * @return such as {@code raw_tp/sys_enter}, without a leading {@code ?}
   */
  public String sectionName() {
    return sectionName;
  }

  /**
   * The program's type ({@code bpf_program__type}).
   *
   * @return its type, which may be one that has no name in {@link ProgramType}
   */
  public ProgramType type() {
    return settings.type();
  }

  /**
   * What can be set before load.
   *
   * @return the settings, which can be read after load too
   */
  public ProgramSettings settings() {
    return settings;
  }

  /**
   * The program's file descriptor ({@code bpf_program__fd}), which belongs to the object and is
   * closed with it.
   *
   * @return the descriptor
   * @throws IllegalStateException before load, and for a program that load left out
   */
  public int fd() {
    return object.afterLoad(
        subject,
        () -> {
          int fd = libbpf().bpf_program__fd(pointer);
          if (fd < 0) {
            throw new IllegalStateException(subject + ": was not loaded (autoload is off)");
          }
          return fd;
        });
  }

  @Override
  public <T> T use(IntFunction<T> action) {
    Lifetime lifetime = object.lifetime();
    lifetime.enter();
    try {
      return action.apply(fd());
    } finally {
      lifetime.exit();
    }
  }

  /**
   * Runs the program without attaching it ({@code bpf_prog_test_run_opts}). Other threads may use
   * the object meanwhile; closing it does not end the run.
   *
   * @param options what to run it with
   * @return what came of it
   * @throws BpfException if the kernel refuses: the type cannot be run so, or not with these
   *     options (-EINVAL, -ENOTSUPP), or an output does not fit (-ENOSPC)
   * @throws IllegalStateException before load, and for a program that load left out
   */
  public TestRunResult testRun(TestRunOptions options) {
    Lifetime lifetime = object.lifetime();
    lifetime.enter();
    try (CallMemory memory = new CallMemory()) {
      int fd = fd();
      Bpf bpf = object.kernel().bpf();
      TestRunStruct struct = new TestRunStruct(memory, options);
      LibbpfCall.number(
          "bpf_prog_test_run_opts",
          subject,
          () ->
              BlockedSignals.number(
                  object.kernel(), () -> bpf.bpf_prog_test_run_opts(fd, struct.address())));
      return struct.result();
    } finally {
      lifetime.exit();
    }
  }

  /**
   * What the kernel says of the program ({@code bpf_obj_get_info_by_fd}).
   *
   * @return type, id, name, maps, statistics
   * @throws IllegalStateException before load, and for a program that load left out
   */
  public ProgramInfo info() {
    object.kernel().requireMachine(subject, "information about programs");
    return use(fd -> ProgramInfo.of(subject, fd));
  }

  /**
   * How often the program ran. The kernel counts only while a {@link RunStatistics} is open.
   *
   * @return counts since it was loaded
   * @throws IllegalStateException before load, and for a program that load left out
   */
  public ProgramInfo.Statistics statistics() {
    return info().statistics();
  }

  /**
   * Gives the program a name in a BPF file system, which keeps it when its object is closed ({@code
   * bpf_program__pin}).
   *
   * @param path the name, in a folder that is there
   * @throws BpfException -EEXIST if there is something
   * @throws IllegalStateException before load, and for a program that load left out
   */
  public void pin(Path path) {
    object.kernel().requireMachine(subject, "BPF file system");
    use(
        fd -> {
          Pinning.pin(subject, fd, path);
          object.emptiedArrays().pinned(path);
          return path;
        });
  }

  /**
   * Removes a name of the program's from a BPF file system ({@code bpf_program__unpin}).
   *
   * @param path the name
   * @throws BpfException -ENOENT if there is nothing; -EINVAL if it is the name of something else,
   *     or not on a BPF file system, and then it stays
   */
  public void unpin(Path path) {
    object.kernel().requireMachine(subject, "BPF file system");
    use(
        fd -> {
          Pinning.unpin(Pinning.Kind.PROGRAM, subject + " at " + path, fd, path);
          object.emptiedArrays().unpinned(path);
          return path;
        });
  }

  /**
   * Why a skeleton's attach leaves the program alone: its section does not say what it is attached
   * to.
   *
   * @return the reason and how it is attached, or an empty text if its section says
   */
  public String reasonNotToAutoAttach() {
    return AutoAttach.reasonToSkip(sectionName);
  }

  @Override
  public String toString() {
    return subject;
  }
}
