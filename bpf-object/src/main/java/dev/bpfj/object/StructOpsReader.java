package dev.bpfj.object;

import dev.bpfj.object.SectionVariables.Place;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the maps of struct_ops, as init_struct_ops_maps of libbpf does. */
final class StructOpsReader {
  private static final String SECTION = ".struct_ops";
  private static final String LINK_SECTION = ".struct_ops.link";

  private final ElfFile elf;
  private final Btf btf;

  private StructOpsReader(ElfFile elf, Btf btf) {
    this.elf = elf;
    this.btf = btf;
  }

  static boolean isStructOps(ElfSection section) {
    String name = withoutMark(section.name());
    return section.type() == ElfSection.PROGBITS
        && !section.isCode()
        && section.size() > 0
        && (name.equals(SECTION) || name.equals(LINK_SECTION));
  }

  private static String withoutMark(String section) {
    return section.startsWith("?") ? section.substring(1) : section;
  }

  static List<StructOpsMap> read(
      ElfFile elf, Optional<Btf> btf, Optional<SectionVariables> variables) {
    List<StructOpsMap> maps = new ArrayList<>();
    for (ElfSection section : elf.sections()) {
      if (isStructOps(section)) {
        if (btf.isEmpty() || variables.isEmpty()) {
          throw section.data().malformed("needs type information; compile with -g");
        }
        new StructOpsReader(elf, btf.get()).addMaps(section, variables.get(), maps);
      }
    }
    return List.copyOf(maps);
  }

  private void addMaps(ElfSection section, SectionVariables variables, List<StructOpsMap> maps) {
    if (btf.dataSec(section.name()).isEmpty()) {
      throw section.data().malformed("no DATASEC of this name in the types");
    }
    for (Place place : variables.in(section.name())) {
      String where = "struct_ops map \"" + place.name() + "\"";
      if (!(btf.resolve(place.variable().type()) instanceof BtfType.Composite type)
          || type.isUnion()
          || type.name().isEmpty()) {
        throw elf.malformed(where, "is of no named struct: type=" + place.variable().type());
      }
      if (place.offset() < 0 || place.offset() > section.size() - type.size()) {
        throw elf.malformed(
            where,
            "runs past the section's end: offset="
                + place.offset()
                + ", size="
                + type.size()
                + ", section size="
                + section.size());
      }
      boolean link = withoutMark(section.name()).equals(LINK_SECTION);
      boolean autocreate = !section.name().startsWith("?");
      maps.add(new StructOpsMap(place.name(), type.id(), place.offset(), link, autocreate));
    }
  }
}
