package dev.bpfj.test.memory;

import dev.bpfj.object.ObjectProgram;

/** A program of an object, as libbpf has it ({@code struct bpf_program}). */
final class LibbpfProgram implements DescriptorContent.Item {
  final String name;
  final String section;
  int type;
  int attachType;
  int flags;
  boolean autoload;
  boolean autoattach = true;
  int fd = -1;
  private final int id = KernelMap.nextId();

  LibbpfProgram(ObjectProgram program) {
    this.name = program.name();
    this.section = program.section();
    this.autoload = program.autoload();
    SectionType found = SectionType.of(section);
    this.type = found.program();
    this.attachType = found.attach();
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public void hold() {}

  @Override
  public void release() {}
}
