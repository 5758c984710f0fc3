package dev.bpfj.object;

import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfRelocation;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import java.util.List;

/**
 * Rejects programs that use variables in sections that libbpf does not load, as
 * bpf_program__record_reloc of libbpf does when the object is opened.
 */
final class ProgramReferences {
  private final ElfFile elf;
  private final List<ElfSection> ignored;

  private ProgramReferences(ElfFile elf, List<ElfSection> ignored) {
    this.elf = elf;
    this.ignored = ignored;
  }

  static void check(ElfFile elf, List<ElfSection> ignored) {
    if (!ignored.isEmpty()) {
      ProgramReferences references = new ProgramReferences(elf, ignored);
      elf.sections().stream().filter(ElfSection::isCode).forEach(references::check);
    }
  }

  private void check(ElfSection code) {
    for (ElfRelocation relocation : elf.relocations(code)) {
      int index = elf.symbols().section(relocation.symbol());
      for (ElfSection section : ignored) {
        if (section.index() == index && !section.name().equals(MapReader.ARENA_SECTION)) {
          throw refused(code, elf.symbols().get(relocation.symbol()), section);
        }
      }
    }
  }

  private MalformedObjectException refused(ElfSection code, ElfSymbol symbol, ElfSection section) {
    return elf.malformed(
        "section \"" + code.name() + "\"",
        "uses \""
            + symbol.name()
            + "\" in section \""
            + section.name()
            + "\", so that libbpf refuses the object: it "
            + reason(section.name()));
  }

  /** Why libbpf loads nothing of a section, and what to do. */
  static String reason(String section) {
    return section.startsWith("maps/")
        ? "holds " + MapReader.LEGACY_MAPS
        : "is not loaded by libbpf; global data is in .data, .rodata, .bss and sections such as"
            + " .data.x";
  }
}
