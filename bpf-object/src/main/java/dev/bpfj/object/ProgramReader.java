package dev.bpfj.object;

import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import java.util.ArrayList;
import java.util.List;

/** Finds the programs: the functions of executable sections other than {@code .text}. */
final class ProgramReader {
  private static final int INSTRUCTION_SIZE = 8;

  private ProgramReader() {}

  static List<ObjectProgram> read(ElfFile elf) {
    List<ObjectProgram> programs = new ArrayList<>();
    for (ElfSection section : elf.sections()) {
      // .text holds the subprograms, which the others call.
      if (section.isCode() && section.size() > 0 && !section.name().equals(".text")) {
        addPrograms(elf, section, programs);
      }
    }
    return List.copyOf(programs);
  }

  // As bpf_object__add_programs of libbpf: in the symbol table's order.
  private static void addPrograms(ElfFile elf, ElfSection section, List<ObjectProgram> programs) {
    for (ElfSymbol symbol : elf.symbols()) {
      if (symbol.type() == ElfSymbol.FUNC && BpfObjectFile.definedIn(symbol, section)) {
        programs.add(program(section, symbol));
      }
    }
  }

  private static ObjectProgram program(ElfSection section, ElfSymbol symbol) {
    String subject = "program \"" + symbol.name() + "\"";
    if (symbol.binding() == ElfSymbol.LOCAL) {
      throw section
          .data()
          .malformed(subject + " is static, and libbpf does not load those; remove \"static\"");
    }
    boolean whole =
        symbol.value() % INSTRUCTION_SIZE == 0
            && symbol.size() % INSTRUCTION_SIZE == 0
            && symbol.size() > 0;
    if (!whole) {
      throw section
          .data()
          .malformed(
              subject
                  + " is not made of 8-byte instructions: offset="
                  + symbol.value()
                  + ", size="
                  + symbol.size());
    }
    section.data().part(subject, symbol.value(), symbol.size());
    boolean autoload = !section.name().startsWith("?");
    return new ObjectProgram(
        symbol.name(),
        autoload ? section.name() : section.name().substring(1),
        autoload,
        symbol.size() / INSTRUCTION_SIZE);
  }
}
