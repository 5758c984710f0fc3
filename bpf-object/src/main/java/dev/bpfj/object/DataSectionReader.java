package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.SectionEntry;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the sections that libbpf makes maps of, and places their variables. */
final class DataSectionReader {
  private DataSectionReader() {}

  static List<DataSection> read(ElfFile elf, Optional<Btf> btf) {
    List<DataSection> sections = new ArrayList<>();
    for (ElfSection section : elf.sections()) {
      DataSection.Kind kind = kind(section);
      if (kind != null && section.size() > 0) {
        sections.add(
            new DataSection(section.name(), kind, section.size(), variables(elf, section, btf)));
      }
    }
    return List.copyOf(sections);
  }

  static List<String> ignored(ElfFile elf) {
    return elf.sections().stream()
        .filter(section -> kind(section) == null && section.size() > 0)
        .map(ElfSection::name)
        .filter(
            name ->
                name.startsWith(".data") || name.startsWith(".rodata") || name.startsWith(".bss"))
        .toList();
  }

  private static DataSection.@Nullable Kind kind(ElfSection section) {
    if (section.type() == ElfSection.PROGBITS) {
      if (isNamed(section, ".data")) {
        return DataSection.Kind.DATA;
      } else if (isNamed(section, ".rodata")) {
        return DataSection.Kind.RODATA;
      }
    } else if (section.type() == ElfSection.NOBITS && isNamed(section, ".bss")) {
      return DataSection.Kind.BSS;
    }
    return null;
  }

  // ".data" and ".data.x", not ".database".
  private static boolean isNamed(ElfSection section, String base) {
    return section.name().equals(base) || section.name().startsWith(base + ".");
  }

  private static List<DataVariable> variables(ElfFile elf, ElfSection section, Optional<Btf> btf) {
    Optional<BtfType.DataSec> types = btf.flatMap(all -> all.dataSec(section.name()));
    if (types.isEmpty()) {
      return List.of();
    }
    Map<String, ElfSymbol> symbols = new HashMap<>();
    for (ElfSymbol symbol : elf.symbols()) {
      if (symbol.type() == ElfSymbol.OBJECT
          && symbol.isVisible()
          && BpfObjectFile.definedIn(symbol, section)) {
        symbols.put(symbol.name(), symbol);
      }
    }
    List<DataVariable> variables = new ArrayList<>();
    for (SectionEntry entry : types.get().entries()) {
      BtfType type = btf.get().type(entry.type());
      if (!(type instanceof BtfType.Var variable)) {
        throw section.data().malformed("holds what is no variable: type=" + entry.type());
      }
      ElfSymbol symbol = symbols.get(variable.name());
      if (variable.linkage() != BtfType.Linkage.STATIC && symbol != null) {
        variables.add(variable(symbol, variable, entry.size()));
      }
    }
    variables.sort(Comparator.comparingLong(DataVariable::offset));
    checkPlaces(section, variables);
    return List.copyOf(variables);
  }

  private static DataVariable variable(ElfSymbol symbol, BtfType.Var variable, long size) {
    DataVariable.Linkage linkage =
        symbol.binding() == ElfSymbol.WEAK
            ? DataVariable.Linkage.WEAK
            : DataVariable.Linkage.GLOBAL;
    return new DataVariable(variable.name(), variable.type(), symbol.value(), size, linkage);
  }

  private static void checkPlaces(ElfSection section, List<DataVariable> variables) {
    long free = 0;
    for (DataVariable variable : variables) {
      if (variable.offset() < free || variable.offset() > section.size() - variable.size()) {
        throw section
            .data()
            .malformed(
                "variable \""
                    + variable.name()
                    + "\" overlaps another, or runs past the section's end: offset="
                    + variable.offset()
                    + ", size="
                    + variable.size()
                    + ", section size="
                    + section.size());
      }
      free = variable.offset() + variable.size();
    }
  }
}
