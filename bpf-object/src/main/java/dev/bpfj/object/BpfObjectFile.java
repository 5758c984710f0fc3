package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.elf.ElfSymbol;
import dev.bpfj.object.io.Region;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A compiled BPF object, as libbpf would see it after opening it.
 *
 * @param name the name under which it was read
 * @param byteOrder the byte order of its programs and data
 * @param license the first string of its {@code license} section, empty without one
 * @param btf its types; objects compiled without {@code -g} have none
 * @param programs its programs, in libbpf's order
 * @param maps the maps of its {@code .maps} section, in the order of their definition
 * @param dataSections its global data, one entry a section that becomes a map, in libbpf's order
 * @param ignoredSections sections that look like data and that libbpf does not load, by name
 */
public record BpfObjectFile(
    String name,
    ByteOrder byteOrder,
    String license,
    Optional<Btf> btf,
    List<ObjectProgram> programs,
    List<ObjectMap> maps,
    List<DataSection> dataSections,
    List<String> ignoredSections) {

  /**
   * Reads a file.
   *
   * @param file the object file
   * @return the object
   * @throws IOException if the file cannot be read
   * @throws MalformedObjectException if it is not a sound BPF object
   */
  public static BpfObjectFile read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads an object in memory.
   *
   * @param name its name, for messages
   * @param bytes its content; not to be changed afterwards
   * @return the object
   * @throws MalformedObjectException if it is not a sound BPF object
   */
  public static BpfObjectFile parse(String name, byte[] bytes) {
    ElfFile elf = ElfFile.parse(name, bytes);
    Optional<Btf> btf = elf.section(".BTF").map(section -> Btf.parse(section.data()));
    return new BpfObjectFile(
        name,
        elf.order(),
        license(elf),
        btf,
        ProgramReader.read(elf),
        MapReader.read(elf, btf),
        DataSectionReader.read(elf, btf),
        DataSectionReader.ignored(elf));
  }

  private static String license(ElfFile elf) {
    return elf.section("license")
        .map(ElfSection::data)
        .filter(data -> data.size() > 0)
        .map(BpfObjectFile::firstString)
        .orElse("");
  }

  private static String firstString(Region data) {
    byte[] all = data.copy(0, data.size());
    int end = 0;
    while (end < all.length && all[end] != 0) {
      end++;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }

  static boolean definedIn(ElfSymbol symbol, ElfSection section) {
    return symbol.section() == section.index();
  }
}
