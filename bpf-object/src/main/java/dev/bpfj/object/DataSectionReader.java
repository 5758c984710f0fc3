package dev.bpfj.object;

import dev.bpfj.object.SectionVariables.Place;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the data sections that libbpf turns into maps, and those that it ignores. */
final class DataSectionReader {
  // A map's value cannot be larger, nor can a buffer of Java's.
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private static final Set<String> NO_DATA =
      Set.of("license", "version", ".maps", ".BTF", ".BTF.ext", ".jumptables");

  private final ElfFile elf;
  private final Optional<SectionVariables> variables;
  private final Set<String> names = new HashSet<>();

  private DataSectionReader(ElfFile elf, Optional<SectionVariables> variables) {
    this.elf = elf;
    this.variables = variables;
  }

  /** The data sections of the file, in its order. */
  static List<DataSection> read(ElfFile elf, Optional<SectionVariables> variables) {
    DataSectionReader reader = new DataSectionReader(elf, variables);
    List<DataSection> sections = new ArrayList<>();
    for (ElfSection section : elf.sections()) {
      DataSection.Kind kind = kind(section);
      if (kind != null && section.size() > 0) {
        sections.add(reader.dataSection(section, kind));
      }
    }
    return sections;
  }

  /** The data sections that a program could use but libbpf ignores. */
  static List<ElfSection> ignored(ElfFile elf) {
    // Without variables it is no data of the user's: .eh_frame, for example.
    BitSet variables = elf.symbols().sectionsOfVariables();
    List<ElfSection> ignored = new ArrayList<>();
    for (ElfSection section : elf.sections()) {
      boolean data =
          (section.flags() & ElfSection.ALLOC) != 0 && !section.isCode() && section.size() > 0;
      if (data
          && variables.get(section.index())
          && kind(section) == null
          && !NO_DATA.contains(section.name())
          && !StructOpsReader.isStructOps(section)) {
        ignored.add(section);
      }
    }
    return List.copyOf(ignored);
  }

  private static DataSection.@Nullable Kind kind(ElfSection section) {
    if (section.type() == ElfSection.PROGBITS && !section.isCode()) {
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
    String name = section.name();
    return name.startsWith(base)
        && (name.length() == base.length() || name.charAt(base.length()) == '.');
  }

  private DataSection dataSection(ElfSection section, DataSection.Kind kind) {
    if (!names.add(section.name())) {
      throw malformed(section, "a second section of this name: index=" + section.index());
    }
    if (section.size() > MOST_BYTES) {
      throw malformed(
          section, "larger than a map can be: size=" + section.size() + ", most=" + MOST_BYTES);
    }
    List<DataVariable> visible = new ArrayList<>();
    variables.ifPresent(all -> addVisible(section, all.in(section.name()), visible));
    return new DataSection(section.name(), kind, section.size(), List.copyOf(visible));
  }

  private void addVisible(ElfSection section, List<Place> places, List<DataVariable> visible) {
    long free = 0;
    for (Place place : places) {
      if (place.visible()) {
        checkPlace(section, place, free);
        free = place.offset() + place.size();
        visible.add(variable(place));
      }
    }
  }

  private static DataVariable variable(Place place) {
    return new DataVariable(
        place.name(),
        place.variable().type(),
        place.offset(),
        place.size(),
        place.weak() ? DataVariable.Linkage.WEAK : DataVariable.Linkage.GLOBAL);
  }

  private void checkPlace(ElfSection section, Place place, long free) {
    String problem = null;
    if (place.offset() < 0 || place.offset() > section.size() - place.size()) {
      problem = "\" runs past the section's end: offset=";
    } else if (place.offset() < free) {
      problem = "\" overlaps the one before it: offset=";
    }
    if (problem != null) {
      throw malformed(
          section,
          "variable \""
              + place.name()
              + problem
              + place.offset()
              + ", size="
              + place.size()
              + ", section size="
              + section.size());
    }
  }

  private MalformedObjectException malformed(ElfSection section, String what) {
    return elf.malformed("section \"" + section.name() + "\"", what);
  }
}
