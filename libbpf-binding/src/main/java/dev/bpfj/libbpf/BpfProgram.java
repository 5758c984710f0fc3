package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Lifetime;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.raw.LibBpf;

/**
 * A program of an object ({@code struct bpf_program}). What becomes of it is decided before load;
 * it can be attached after load. Safe for use by several threads.
 */
public final class BpfProgram {
  private final BpfObject object;
  private final long pointer;
  private final String name;
  private final String sectionName;
  private final String subject;

  BpfProgram(BpfObject object, long pointer) {
    this.object = object;
    this.pointer = pointer;
    this.name = libbpf().bpf_program__name(pointer);
    this.sectionName = libbpf().bpf_program__section_name(pointer);
    this.subject = "program \"" + name + "\"";
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
   * Whether load loads the program ({@code bpf_program__autoload}).
   *
   * @return true unless it was turned off, or the section begins with {@code ?}
   */
  public boolean autoload() {
    return object.locked(() -> libbpf().bpf_program__autoload(pointer));
  }

  /**
   * Sets whether load loads the program ({@code bpf_program__set_autoload}).
   *
   * @param autoload false to leave it out
   * @throws IllegalStateException after load
   */
  public void setAutoload(boolean autoload) {
    object.beforeLoad(
        subject,
        () ->
            LibbpfCall.number(
                "bpf_program__set_autoload",
                subject,
                () -> libbpf().bpf_program__set_autoload(pointer, autoload)));
  }

  /**
   * Whether a skeleton's attach attaches the program ({@code bpf_program__autoattach}).
   *
   * @return true unless it was turned off
   */
  public boolean autoattach() {
    return object.locked(() -> libbpf().bpf_program__autoattach(pointer));
  }

  /**
   * Sets whether a skeleton's attach attaches the program ({@code bpf_program__set_autoattach}).
   *
   * @param autoattach false to leave it out
   */
  public void setAutoattach(boolean autoattach) {
    object.locked(
        () -> {
          libbpf().bpf_program__set_autoattach(pointer, autoattach);
          return null;
        });
  }

  /**
   * The program's type ({@code bpf_program__type}).
   *
   * @return a number of {@code enum bpf_prog_type} in {@code linux/bpf.h}
   */
  public int type() {
    return object.locked(() -> libbpf().bpf_program__type(pointer));
  }

  /**
   * Sets the program's type ({@code bpf_program__set_type}).
   *
   * @param type a number of {@code enum bpf_prog_type}
   * @throws IllegalStateException after load
   */
  public void setType(int type) {
    object.beforeLoad(
        subject,
        () ->
            LibbpfCall.number(
                "bpf_program__set_type",
                subject,
                () -> libbpf().bpf_program__set_type(pointer, type)));
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

  /**
   * Attaches the program as its section says ({@code bpf_program__attach}).
   *
   * @return the link; closing it detaches the program, and so does closing the object
   * @throws BpfException if libbpf or the kernel refuses, or the section names nothing to attach to
   * @throws IllegalStateException before load
   */
  public BpfLink attach() {
    return object.afterLoad(
        subject,
        () -> {
          long link =
              LibbpfCall.pointer(
                  "bpf_program__attach", subject, () -> libbpf().bpf_program__attach(pointer));
          return new BpfLink(object, link, subject);
        });
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
    try (Arena arena = new Arena()) {
      int fd = fd();
      TestRunStruct struct = new TestRunStruct(arena, options);
      LibbpfCall.number(
          "bpf_prog_test_run_opts",
          subject,
          () -> Native.bpf().bpf_prog_test_run_opts(fd, struct.address()));
      return struct.result();
    } finally {
      lifetime.exit();
    }
  }

  /**
   * Why a skeleton's attach leaves the program alone: its section does not say to what it is to be
   * attached.
   *
   * @return the reason with the function of libbpf that attaches it, or an empty text if its
   *     section says
   */
  public String reasonNotToAutoAttach() {
    return AutoAttach.reasonToSkip(sectionName);
  }

  private static LibBpf libbpf() {
    return Native.libbpf();
  }

  @Override
  public String toString() {
    return subject;
  }
}
