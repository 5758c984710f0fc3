package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;

/** A program of an object ({@code struct bpf_program}). */
public final class BpfProgram {
  private final BpfObject object;
  private final long pointer;
  private final String name;

  BpfProgram(BpfObject object, long pointer, String name) {
    this.object = object;
    this.pointer = pointer;
    this.name = name;
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
   * @return such as {@code raw_tp/sys_enter}
   */
  public String sectionName() {
    return object.locked(() -> Native.libbpf().bpf_program__section_name(pointer));
  }

  /**
   * Attaches the program as its section says ({@code bpf_program__attach}).
   *
   * @return the link, which the object's close destroys too
   * @throws BpfException if libbpf or the kernel refuses
   * @throws IllegalStateException if the object is not loaded
   */
  public BpfLink attach() {
    String subject = "program \"" + name + "\"";
    return object.locked(
        () -> {
          object.requireLoaded(subject);
          long link =
              LibbpfCall.pointer(
                  "bpf_program__attach",
                  subject,
                  () -> Native.libbpf().bpf_program__attach(pointer));
          return new BpfLink(object, link, subject);
        });
  }
}
