package dev.bpfj.object;

import dev.bpfj.object.SectionVariables.Place;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfRelocation;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import java.util.List;

/**
 * Checks the {@code .values} of map definitions: libbpf initializes program arrays with programs
 * and maps of maps with maps, and rejects an object that names anything else. As
 * bpf_object__collect_map_relos of libbpf.
 */
final class MapInitializers {
  private static final int POINTER_SIZE = 8;
  private static final int KEY_SIZE = 4;

  private final ElfFile elf;
  private final Btf btf;
  private final List<Place> places;
  private final List<ObjectMap> maps;

  /** Checks the maps at these places, in the same order. */
  MapInitializers(ElfFile elf, Btf btf, List<Place> places, List<ObjectMap> maps) {
    this.elf = elf;
    this.btf = btf;
    this.places = places;
    this.maps = maps;
  }

  void check(ElfSection section) {
    for (ElfRelocation relocation : elf.relocations(section)) {
      int index = mapAt(relocation.offset());
      if (index < 0) {
        throw section.data().malformed("initializes no map: offset=" + relocation.offset());
      }
      check(maps.get(index), places.get(index), relocation, section);
    }
  }

  private int mapAt(long offset) {
    // Sorted by offset, and a file may have many of both.
    int low = 0;
    int high = places.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Place place = places.get(middle);
      if (offset < place.offset()) {
        high = middle - 1;
      } else if (offset + POINTER_SIZE > place.offset() + place.size()) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  private void check(ObjectMap map, Place place, ElfRelocation relocation, ElfSection section) {
    ElfSymbol symbol = elf.symbols().get(relocation.symbol());
    boolean programs = map.type().equals(BpfMapType.PROG_ARRAY);
    if (!programs && !map.type().isMapInMap()) {
      throw malformed(map, "has an initializer, and is of type " + map.type().name());
    } else if (!isInValues(place, relocation.offset() - place.offset())) {
      throw malformed(map, "initializes something else than \"values\"");
    } else if (map.type().equals(BpfMapType.HASH_OF_MAPS) && map.keySize() != KEY_SIZE) {
      throw malformed(
          map,
          "has \"values\" and keys of "
              + map.keySize()
              + " bytes; libbpf fills hashes of maps with keys of 4 bytes alone: fill it after load");
    } else if (programs && !isProgram(symbol)) {
      throw malformed(
          map,
          "\"values\" names "
              + function(symbol, section, relocation)
              + ", which is not a program; give it a section of its own and remove \"static\"");
    } else if (!programs && !isMap(symbol, section)) {
      throw malformed(
          map, "\"values\" names \"" + symbol.name() + "\", which is not a map of this object");
    }
  }

  private boolean isInValues(Place place, long offset) {
    if (!(btf.resolve(place.variable().type()) instanceof BtfType.Composite definition)
        || definition.members().isEmpty()) {
      return false;
    }
    BtfType.Member last = definition.members().get(definition.members().size() - 1);
    long inValues = offset - last.bitOffset() / Byte.SIZE;
    return last.name().equals("values") && inValues >= 0 && inValues % POINTER_SIZE == 0;
  }

  private boolean isProgram(ElfSymbol symbol) {
    int section = symbol.section();
    return symbol.type() == ElfSymbol.FUNC
        && section > 0
        && section < elf.sections().size()
        && elf.sections().get(section).isCode()
        && !elf.sections().get(section).name().equals(".text");
  }

  private boolean isMap(ElfSymbol symbol, ElfSection section) {
    return symbol.section() == section.index()
        && maps.stream().anyMatch(map -> map.name().equals(symbol.name()));
  }

  // A static function is named by its section and the place there.
  private String function(ElfSymbol symbol, ElfSection section, ElfRelocation relocation) {
    if (symbol.type() != ElfSymbol.SECTION) {
      return "\"" + symbol.name() + "\"";
    }
    long offset = section.data().s64(relocation.offset());
    for (int i = 0; i < elf.symbols().count(); i++) {
      if (elf.symbols().type(i) == ElfSymbol.FUNC
          && elf.symbols().section(i) == symbol.section()
          && elf.symbols().get(i).value() == offset) {
        return "\"" + elf.symbols().get(i).name() + "\"";
      }
    }
    return "something without a name";
  }

  private MalformedObjectException malformed(ObjectMap map, String what) {
    return elf.malformed("map \"" + map.name() + "\"", what);
  }
}
