package dev.bpfj.object;

import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfRelocation;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import dev.bpfj.object.io.Region;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the maps and global variables that instructions refer to, by relocations, as
 * bpf_program__record_reloc of libbpf does, in the subprograms that they call too.
 */
final class ProgramUses {
  private static final int INSTRUCTION_SIZE = 8;
  private static final int CALL = 0x85;
  private static final int LOAD_64 = 0x18;
  private static final int SUBPROGRAM = 1; // in a call's source register
  // Instructions, functions and what they refer to: a hostile object can have programs that all
  // call thousands of subprograms, or one that refers to everything, and functions that overlap.
  private static final int MOST_STEPS = 1 << 22;

  private final ElfFile elf;
  private final Set<String> maps = new HashSet<>();
  private final Map<String, DataSection> sections = new HashMap<>();
  private final Map<String, ProgramUse> externs = new HashMap<>();
  // By section: what each place refers to, and the ends of functions by their beginnings.
  private final Map<Integer, Map<Long, ElfRelocation>> relocations = new HashMap<>();
  private final Map<Integer, Map<Long, Long>> functions = new HashMap<>();
  private final Map<Place, Found> found = new HashMap<>();
  private int steps;

  /** The first instruction of a function. */
  private record Place(int section, long offset) {}

  /** What a function refers to itself. */
  private record Found(Set<ProgramUse> uses, Set<Place> calls) {}

  ProgramUses(ElfFile elf, List<ObjectMap> maps, List<DataSection> sections) {
    this.elf = elf;
    maps.forEach(map -> this.maps.add(map.name()));
    for (DataSection section : sections) {
      this.sections.put(section.name(), section);
      if (section.name().equals(".kconfig")) {
        section.variables().forEach(it -> externs.put(it.name(), use(section, it)));
      }
    }
    for (int i = 0; i < elf.symbols().count(); i++) {
      if (elf.symbols().type(i) == ElfSymbol.FUNC && elf.symbols().section(i) > 0) {
        ElfSymbol symbol = elf.symbols().get(i);
        functions
            .computeIfAbsent(symbol.section(), section -> new HashMap<>())
            .put(symbol.value(), symbol.value() + symbol.size());
      }
    }
  }

  /** What a program refers to, in the order of its instructions. */
  List<ProgramUse> of(ObjectProgram program) {
    Set<ProgramUse> uses = new LinkedHashSet<>();
    Set<Place> seen = new HashSet<>();
    Deque<Place> waiting = new ArrayDeque<>();
    elf.section(program.elfSection())
        .ifPresent(section -> waiting.add(new Place(section.index(), program.offset())));
    while (!waiting.isEmpty() && steps++ < MOST_STEPS) {
      Place place = waiting.remove();
      if (seen.add(place)) {
        Found here = found.computeIfAbsent(place, this::read);
        steps += here.uses().size();
        if (steps < MOST_STEPS) {
          uses.addAll(here.uses());
          waiting.addAll(here.calls());
        }
      }
    }
    return List.copyOf(uses);
  }

  private Found read(Place place) {
    Found here = new Found(new LinkedHashSet<>(), new LinkedHashSet<>());
    Long end = functions.getOrDefault(place.section(), Map.of()).get(place.offset());
    ElfSection section = elf.sections().get(place.section());
    if (end == null || !section.isCode()) {
      return here;
    }
    Map<Long, ElfRelocation> relocated =
        relocations.computeIfAbsent(place.section(), index -> relocations(section));
    Region instructions = section.data();
    for (long at = place.offset();
        at + INSTRUCTION_SIZE <= Math.min(end, instructions.size()) && steps++ < MOST_STEPS; ) {
      ElfRelocation relocation = relocated.get(at);
      int operation = instructions.u8(at);
      if (relocation != null) {
        refer(here, relocation, operation, instructions.s32(at + 4));
      } else if (operation == CALL && source(instructions.u8(at + 1)) == SUBPROGRAM) {
        here.calls().add(new Place(place.section(), target(at, instructions.s32(at + 4))));
      }
      at += operation == LOAD_64 ? 2 * INSTRUCTION_SIZE : INSTRUCTION_SIZE;
    }
    return here;
  }

  private Map<Long, ElfRelocation> relocations(ElfSection section) {
    Map<Long, ElfRelocation> all = new HashMap<>();
    elf.relocations(section).forEach(relocation -> all.put(relocation.offset(), relocation));
    return all;
  }

  private int source(int registers) {
    return elf.order() == ByteOrder.LITTLE_ENDIAN ? registers >> 4 : registers & 0xf;
  }

  private static long target(long at, int immediate) {
    return at + (immediate + 1L) * INSTRUCTION_SIZE;
  }

  private void refer(Found here, ElfRelocation relocation, int operation, int immediate) {
    ElfSymbol symbol = elf.symbols().get(relocation.symbol());
    if (symbol.section() == ElfSymbol.UNDEFINED) {
      ProgramUse use = externs.get(symbol.name());
      if (use != null) {
        here.uses().add(use);
      }
    } else if (symbol.section() > 0 && symbol.section() < elf.sections().size()) {
      ElfSection section = elf.sections().get(symbol.section());
      DataSection data = sections.get(section.name());
      if (section.isCode()) {
        boolean whole = symbol.type() == ElfSymbol.SECTION;
        long more = operation == CALL ? target(0, immediate) : immediate;
        here.calls().add(new Place(section.index(), symbol.value() + (whole ? more : 0)));
      } else if (data != null) {
        addVariable(here, data, symbol.value() + immediate);
      } else if (section.name().equals(".maps") && maps.contains(symbol.name())) {
        here.uses().add(new ProgramUse(symbol.name(), Optional.empty()));
      }
    }
  }

  private static void addVariable(Found here, DataSection section, long offset) {
    // By offset, so that the one that begins last before it holds it, or none does.
    int low = 0;
    int high = section.variables().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (section.variables().get(middle).offset() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    DataVariable variable = low == 0 ? null : section.variables().get(low - 1);
    boolean holds = variable != null && offset < variable.offset() + variable.size();
    here.uses()
        .add(
            holds && variable != null
                ? use(section, variable)
                : new ProgramUse(section.name(), Optional.empty()));
  }

  private static ProgramUse use(DataSection section, DataVariable variable) {
    return new ProgramUse(section.name(), Optional.of(variable.name()));
  }
}
