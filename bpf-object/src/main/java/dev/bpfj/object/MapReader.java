package dev.bpfj.object;

import dev.bpfj.object.SectionVariables.Place;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code .maps} section, as bpf_object__init_user_btf_maps of libbpf does. */
final class MapReader {
  private static final String SECTION = ".maps";
  static final String ARENA_SECTION = ".addr_space.1";
  static final String LEGACY_MAPS =
      "map definitions of the form that libbpf 1.0 gave up; define them in SEC(\".maps\")";

  private final ElfFile elf;
  private final Btf btf;

  private final Reading reading;

  private MapReader(ElfFile elf, Btf btf, Reading reading) {
    this.elf = elf;
    this.btf = btf;
    this.reading = reading;
  }

  /** The maps, in the order of their definition. */
  static List<ObjectMap> read(
      ElfFile elf, Optional<Btf> btf, Optional<SectionVariables> variables, Reading reading) {
    refuseLegacyMaps(elf);
    Optional<ElfSection> section = elf.section(SECTION);
    List<ObjectMap> maps = List.of();
    if (section.isPresent()) {
      if (btf.isEmpty() || variables.isEmpty()) {
        throw section.get().data().malformed("needs type information; compile with -g");
      }
      maps = new MapReader(elf, btf.get(), reading).maps(section.get(), variables.get());
    }
    if (!reading.isUnlinked()) {
      checkArena(elf, maps);
    }
    return maps;
  }

  private static void refuseLegacyMaps(ElfFile elf) {
    Optional<ElfSection> legacy = elf.section("maps");
    if (legacy.isPresent()) {
      throw legacy.get().data().malformed(LEGACY_MAPS);
    }
  }

  private List<ObjectMap> maps(ElfSection section, SectionVariables variables) {
    if (btf.dataSec(SECTION).isEmpty()) {
      throw section.data().malformed("no DATASEC of this name in the types");
    }
    List<ObjectMap> maps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Place place : variables.in(SECTION)) {
      if (place.name().isEmpty() || !names.add(place.name())) {
        throw malformed(place, "has no name, or that of another map");
      }
      maps.add(map(section, place));
    }
    if (!reading.isUnlinked()) {
      new MapInitializers(elf, btf, variables.in(SECTION), maps).check(section);
    }
    return List.copyOf(maps);
  }

  private ObjectMap map(ElfSection section, Place place) {
    if (!place.visible()) {
      throw malformed(place, "is static or hidden, and libbpf does not load those");
    }
    if (place.offset() < 0 || place.offset() > section.size() - place.size()) {
      throw malformed(
          place,
          "runs past the section's end: offset="
              + place.offset()
              + ", size="
              + place.size()
              + ", section size="
              + section.size());
    }
    if (!(btf.resolve(place.variable().type()) instanceof BtfType.Composite definition)
        || definition.isUnion()) {
      throw malformed(place, "is not of a struct type: type=" + place.variable().type());
    }
    MapDefinitionReader.Source source =
        new MapDefinitionReader.Source(elf, btf, reading != Reading.AS_LIBBPF);
    return new MapDefinitionReader(source, place.name(), false).read(definition);
  }

  private static void checkArena(ElfFile elf, List<ObjectMap> maps) {
    String found = null;
    for (ObjectMap map : maps) {
      if (map.type().equals(BpfMapType.ARENA)) {
        if (found != null) {
          throw elf.malformed(
              "map \"" + map.name() + "\"", "a second arena: the first is \"" + found + "\"");
        }
        found = map.name();
      }
    }
    Optional<ElfSection> variables = elf.section(ARENA_SECTION);
    if (found == null && variables.isPresent() && variables.get().size() > 0) {
      throw variables
          .get()
          .data()
          .malformed("variables of an arena, and no map of type arena in SEC(\".maps\")");
    }
  }

  private MalformedObjectException malformed(Place place, String what) {
    return elf.malformed("map \"" + place.name() + "\"", what);
  }
}
