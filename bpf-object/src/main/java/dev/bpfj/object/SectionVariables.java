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

/**
 * The variables of all sections with their offsets. The compiler does not write sizes and offsets
 * to BTF, so they are taken from the ELF file, unless the static linker has filled them in. As
 * btf_fixup_datasec of libbpf.
 */
final class SectionVariables {
  static final String KCONFIG = ".kconfig";
  static final String KSYMS = ".ksyms";

  private final ElfFile elf;
  private final Btf btf;
  private final Reading reading;
  private final Map<String, List<Place>> places = new HashMap<>();

  /**
   * A variable's place.
   *
   * @param variable the variable
   * @param visible whether other objects see it: static and hidden ones are not
   * @param weak whether it may be defined elsewhere too
   * @param offset its offset in the section
   * @param size its size
   */
  record Place(BtfType.Var variable, boolean visible, boolean weak, long offset, long size) {
    String name() {
      return variable.name();
    }
  }

  private SectionVariables(ElfFile elf, Btf btf, Reading reading) {
    this.elf = elf;
    this.btf = btf;
    this.reading = reading;
  }

  static SectionVariables read(ElfFile elf, Btf btf, Reading reading) {
    SectionVariables variables = new SectionVariables(elf, btf, reading);
    for (BtfType.DataSec section : btf.dataSecs()) {
      // Externs get their places from libbpf, see ExternReader.
      if (!section.name().equals(KCONFIG) && !section.name().equals(KSYMS)) {
        variables.places.putIfAbsent(section.name(), variables.place(section));
      }
    }
    return variables;
  }

  /** A section's variables by offset, none if the types know no such section. */
  List<Place> in(String section) {
    return places.getOrDefault(section, List.of());
  }

  private List<Place> place(BtfType.DataSec section) {
    boolean linked = section.size() != 0;
    if (!linked && elf.section(section.name()).map(ElfSection::size).orElse(0L) == 0) {
      if (reading.isUnlinked()) {
        return List.of();
      }
      throw withoutBytes(section);
    }
    List<Place> variables = new ArrayList<>(section.entries().size());
    for (SectionEntry entry : section.entries()) {
      if (!(btf.type(entry.type()) instanceof BtfType.Var variable)) {
        throw malformed(section, "entry is not a variable: type=" + entry.type());
      }
      if (reading.isUnlinked() && variable.linkage() == BtfType.Linkage.EXTERN) {
        continue;
      }
      variables.add(
          variable.linkage() == BtfType.Linkage.STATIC
              ? new Place(variable, false, false, entry.offset(), entry.size())
              : visible(section, variable, entry, linked));
    }
    // Stable, unlike libbpf's: a zero-size array stays before the variable at the same offset.
    variables.sort(Comparator.comparingLong(Place::offset));
    return variables;
  }

  private Place visible(
      BtfType.DataSec section, BtfType.Var variable, SectionEntry entry, boolean linked) {
    String subject = "variable \"" + variable.name() + "\"";
    if (variable.linkage() == BtfType.Linkage.EXTERN) {
      throw extern(section, variable);
    }
    ElfSymbol symbol =
        elf.symbols()
            .variable(variable.name())
            .orElseThrow(() -> malformed(section, subject + " has no symbol"));
    if (!isIn(symbol, section.name())) {
      throw malformed(
          section,
          subject + " has its symbol in another section: section index=" + symbol.section());
    }
    long offset = linked ? entry.offset() : symbol.value();
    boolean weak = symbol.binding() == ElfSymbol.WEAK;
    return new Place(
        checked(section, variable, entry), symbol.isVisible(), weak, offset, entry.size());
  }

  private BtfType.Var checked(BtfType.DataSec section, BtfType.Var variable, SectionEntry entry) {
    if (btf.isVoid(variable.type())) {
      return variable;
    }
    long needed = btf.sizeOf(variable.type());
    if (btf.resolve(variable.type()) instanceof BtfType.Array && needed > 0) {
      // Of elements that have no type clang writes any: here it is seen by the size.
      return needed == entry.size()
          ? variable
          : new BtfType.Var(variable.id(), variable.name(), 0, variable.linkage());
    }
    if (entry.size() < needed) {
      throw malformed(
          section,
          "variable \""
              + variable.name()
              + "\" is smaller than its type: size="
              + entry.size()
              + ", expected="
              + needed);
    }
    return variable;
  }

  private MalformedObjectException withoutBytes(BtfType.DataSec section) {
    for (SectionEntry entry : section.entries()) {
      if (btf.type(entry.type()) instanceof BtfType.Var variable
          && variable.linkage() == BtfType.Linkage.EXTERN) {
        return extern(section, variable);
      }
    }
    return malformed(
        section,
        "has variables in its types and no bytes in the file; compile it again, or give one of them"
            + " a size if none has any");
  }

  private MalformedObjectException extern(BtfType.DataSec section, BtfType.Var variable) {
    return malformed(
        section,
        "variable \""
            + variable.name()
            + "\" is extern; link the object that defines it first (bpftool gen object)");
  }

  private boolean isIn(ElfSymbol symbol, String section) {
    int index = symbol.section();
    return index > 0
        && index < elf.sections().size()
        && elf.sections().get(index).name().equals(section);
  }

  private MalformedObjectException malformed(BtfType.DataSec section, String what) {
    return elf.malformed("section \"" + section.name() + "\"", what);
  }
}
