package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import java.util.List;
import java.util.Optional;

/** Reads map definitions, as bpf_object__init_user_btf_maps of libbpf does. */
final class MapReader {
  private MapReader() {}

  static List<ObjectMap> read(ElfFile elf, Optional<Btf> btf) {
    Optional<ElfSection> legacy = elf.section("maps");
    if (legacy.isPresent()) {
      throw legacy
          .get()
          .data()
          .malformed(
              "map definitions of the form that libbpf 1.0 gave up; define them in SEC(\".maps\")");
    }
    if (btf.isEmpty()) {
      return List.of();
    }
    Btf types = btf.get();
    return types.dataSec(".maps").stream()
        .flatMap(section -> section.entries().stream())
        .map(entry -> types.type(entry.type()))
        .map(variable -> new ObjectMap(((BtfType.Var) variable).name()))
        .toList();
  }
}
