package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import java.util.function.LongToIntFunction;

/**
 * How load loads a program of an object. Everything can be read at any time until the object is
 * closed, and set between open and load; a later change throws {@link IllegalStateException}.
 *
 * <pre>{@code
 * skel.progs().onWakeup().settings().autoload(false);
 * }</pre>
 *
 * <p>Thread-safe: threads take turns with the object.
 */
public final class ProgramSettings {
  /** The flag that lets a program call helpers that sleep ({@code BPF_F_SLEEPABLE}). */
  public static final int SLEEPABLE = 1 << 4;

  private final BpfObject object;
  private final long pointer;
  private final String subject;

  ProgramSettings(BpfObject object, long pointer, String subject) {
    this.object = object;
    this.pointer = pointer;
    this.subject = subject;
  }

  private int get(LongToIntFunction getter) {
    return object.locked(() -> getter.applyAsInt(pointer));
  }

  private ProgramSettings set(String operation, LongToIntFunction setter) {
    return set(operation, Advice.none(), setter);
  }

  /** Whatever is set goes through here, which refuses it after load. */
  private ProgramSettings set(String operation, Advice advice, LongToIntFunction setter) {
    return object.beforeLoad(
        subject,
        () -> {
          LibbpfCall.number(operation, subject, advice, () -> setter.applyAsInt(pointer));
          return this;
        });
  }

  /**
   * Whether load loads the program ({@code bpf_program__autoload}).
   *
   * @return true unless it was turned off, or the section begins with {@code ?}
   */
  public boolean autoload() {
    object.lockOpen();
    try {
      return libbpf().bpf_program__autoload(pointer) != 0;
    } finally {
      object.unlock();
    }
  }

  /**
   * Sets whether load loads the program ({@code bpf_program__set_autoload}).
   *
   * @param autoload false to leave it out
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings autoload(boolean autoload) {
    return set(
        "bpf_program__set_autoload",
        program -> libbpf().bpf_program__set_autoload(program, autoload));
  }

  /**
   * Whether a skeleton's attach attaches the program ({@code bpf_program__autoattach}).
   *
   * @return true unless it was turned off
   */
  public boolean autoattach() {
    object.lockOpen();
    try {
      return libbpf().bpf_program__autoattach(pointer) != 0;
    } finally {
      object.unlock();
    }
  }

  /**
   * Sets whether a skeleton's attach attaches the program ({@code bpf_program__set_autoattach}).
   *
   * @param autoattach false to leave it out
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings autoattach(boolean autoattach) {
    return object.beforeLoad(
        subject,
        () -> {
          libbpf().bpf_program__set_autoattach(pointer, autoattach);
          return this;
        });
  }

  /**
   * The program's type ({@code bpf_program__type}).
   *
   * @return its type, which may be one that has no name in {@link ProgramType}
   */
  public ProgramType type() {
    return new ProgramType(get(libbpf()::bpf_program__type));
  }

  /**
   * Sets the program's type ({@code bpf_program__set_type}).
   *
   * @param type the new type
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings type(ProgramType type) {
    return set(
        "bpf_program__set_type", program -> libbpf().bpf_program__set_type(program, type.number()));
  }

  /**
   * The flags that the program is loaded with ({@code bpf_program__flags}).
   *
   * @return {@code BPF_F_*} of {@code linux/bpf.h}, such as {@link #SLEEPABLE}
   */
  public int flags() {
    return get(libbpf()::bpf_program__flags);
  }

  /**
   * Sets the flags that the program is loaded with ({@code bpf_program__set_flags}).
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}, such as {@link #SLEEPABLE}
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings flags(int flags) {
    return set(
        "bpf_program__set_flags", program -> libbpf().bpf_program__set_flags(program, flags));
  }

  /**
   * What the program is to be attached to ({@code bpf_program__expected_attach_type}).
   *
   * @return as its section or {@link #expectedAttachType(AttachType)} says; number 0 if neither
   *     does
   */
  public AttachType expectedAttachType() {
    return new AttachType(get(libbpf()::bpf_program__expected_attach_type));
  }

  /**
   * Sets what the program is to be attached to ({@code bpf_program__set_expected_attach_type}).
   *
   * @param type what it is
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings expectedAttachType(AttachType type) {
    return set(
        "bpf_program__set_expected_attach_type",
        program -> libbpf().bpf_program__set_expected_attach_type(program, type.number()));
  }

  /**
   * Names the function of the kernel, tracepoint or check that a program of fentry's, tp_btf's or
   * lsm's kind is loaded for ({@code bpf_program__set_attach_target}). It is looked for in the
   * kernel's BTF at once.
   *
   * @param function its name
   * @return these settings
   * @throws BpfException -ESRCH if the kernel has none of that name
   * @throws IllegalStateException after load
   */
  public ProgramSettings attachTarget(String function) {
    try (CallMemory memory = new CallMemory()) {
      return attachTarget(0, memory.string(function));
    }
  }

  /**
   * Names the other program that a program of fentry's or freplace's kind is loaded for ({@code
   * bpf_program__set_attach_target}). The function is the one that this program's section names;
   * load looks for it.
   *
   * @param target the other program, which is loaded already
   * @return these settings
   * @throws IllegalStateException after load
   */
  public ProgramSettings attachTarget(Descriptor target) {
    return keepAttachTarget(target, 0);
  }

  /**
   * Names the function of another program that a program of fentry's or freplace's kind is loaded
   * for ({@code bpf_program__set_attach_target}).
   *
   * @param target the other program, which is loaded already
   * @param function its function's name
   * @return these settings
   * @throws BpfException -ENOENT if the other program has none of that name
   * @throws IllegalStateException after load
   */
  public ProgramSettings attachTarget(Descriptor target, String function) {
    try (CallMemory memory = new CallMemory()) {
      return keepAttachTarget(target, memory.string(function));
    }
  }

  private ProgramSettings keepAttachTarget(Descriptor target, long function) {
    object.kernel().requireMachine(subject, "program to attach to");
    object.beforeLoad(subject, () -> this); // before a descriptor of somebody else's is asked for
    target.use(fd -> object.beforeLoad(subject, () -> keepAttachTarget(fd, function)));
    return this;
  }

  /** libbpf keeps the descriptor's number until load: it must not be reused until then. */
  private ProgramSettings keepAttachTarget(int fd, long function) {
    OpenFile kept = OpenFile.copyOf(subject + ": attach target", fd);
    try {
      attachTarget(kept.fd(), function);
      object.own(kept);
      return this;
    } catch (RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  private ProgramSettings attachTarget(int fd, long function) {
    return set(
        "bpf_program__set_attach_target",
        LoadAdvice.ON_TARGET,
        program -> libbpf().bpf_program__set_attach_target(program, fd, function));
  }

  private LibBpf libbpf() {
    return object.kernel().libbpf();
  }
}
