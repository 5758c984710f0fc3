package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfExt;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.FunctionInfo;
import dev.bpfj.object.btf.LineInfo;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSection;
import dev.bpfj.object.io.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled BPF object, as libbpf would see it after opening it. */
public final class BpfObjectFile {
  /** The largest object that is read, in bytes. */
  public static final int MOST_BYTES = 128 << 20;

  // libbpf keeps it in 64 bytes, the terminator included.
  private static final int LICENSE_LENGTH = 63;

  private final ElfFile elf;
  private final String license;
  private final Optional<Btf> btf;
  private final List<ObjectProgram> programs;
  private final List<ObjectMap> maps;
  private final List<StructOpsMap> structOps;
  private final List<KernelSymbol> ksyms;
  private final List<String> unresolved;
  private final List<DataSection> dataSections;
  private final List<String> ignoredSections;
  private @Nullable ProgramUses uses;
  private @Nullable BtfExt btfExt;
  private @Nullable MalformedObjectException brokenBtfExt;

  private BpfObjectFile(ElfFile elf, Reading reading) {
    this.elf = elf;
    refuseIntermediateCode(elf);
    this.license = license(elf);
    checkVersion(elf);
    this.btf = section(elf, ".BTF").map(section -> types(elf, section));
    Optional<SectionVariables> variables =
        btf.map(types -> SectionVariables.read(elf, types, reading));
    ExternReader.Externs externs = ExternReader.read(elf, btf, reading);
    this.programs = ProgramReader.read(elf);
    this.maps = MapReader.read(elf, btf, variables, reading);
    this.structOps = StructOpsReader.read(elf, btf, variables);
    this.ksyms = externs.symbols();
    this.unresolved = externs.unresolved();
    List<DataSection> sections = new ArrayList<>(DataSectionReader.read(elf, variables));
    externs.kconfig().ifPresent(sections::add);
    this.dataSections = List.copyOf(sections);
    List<ElfSection> ignored = DataSectionReader.ignored(elf);
    ProgramReferences.check(elf, ignored);
    this.ignoredSections = ignored.stream().map(ElfSection::name).toList();
  }

  /**
   * Reads a file.
   *
   * @param file the object file
   * @return the object
   * @throws IOException if the file cannot be read
   * @throws MalformedObjectException if it is not a sound BPF object
   */
  public static BpfObjectFile read(Path file) throws IOException {
    return parse(file.toString(), content(file));
  }

  private static byte[] content(Path file) throws IOException {
    // A pipe may never have a writer, and a device never end.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MalformedObjectException(
          file.toString(), "the file", "is a directory, device, pipe or socket");
    }
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw tooLarge(file.toString());
    }
    if (size == 0) {
      // Some of the kernel's files that say so can be read for ever.
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      // It may be growing.
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private static MalformedObjectException tooLarge(String name) {
    return new MalformedObjectException(
        name, "the file", "too large for a BPF object: most=" + MOST_BYTES);
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
    return new BpfObjectFile(elf(name, bytes), Reading.AS_LIBBPF);
  }

  /**
   * Reads an object in memory that may still have to be linked. {@link #unresolved} returns the
   * symbols that other objects have to define.
   *
   * @param name its name, for messages
   * @param bytes its content; not to be changed afterwards
   * @return the object, which libbpf may refuse
   * @throws MalformedObjectException if it is not a sound BPF object
   */
  public static BpfObjectFile parseUnlinked(String name, byte[] bytes) {
    return new BpfObjectFile(elf(name, bytes), Reading.UNLINKED);
  }

  /**
   * Checks every part of an object that libbpf reads, and rejects malformed ones. An object that
   * passes can be given to libbpf, which trusts its input and crashes or loops forever on a
   * malformed object. In addition to {@link #parse} this checks all of {@code .BTF.ext}, and that
   * no type contains itself.
   *
   * @param name its name, for messages
   * @param bytes its content; not to be changed meanwhile
   * @param relaxedMaps whether map definitions may have attributes that libbpf does not know
   * @throws MalformedObjectException if it is not a sound BPF object
   */
  public static void requireSound(String name, byte[] bytes, boolean relaxedMaps) {
    Reading reading = relaxedMaps ? Reading.RELAXED_MAPS : Reading.AS_LIBBPF;
    BpfObjectFile object = new BpfObjectFile(elf(name, bytes), reading);
    object.btf.ifPresent(Btf::requireFinite);
    object.btfExt().requireSound();
  }

  private static ElfFile elf(String name, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge(name);
    }
    return ElfFile.parse(name, bytes);
  }

  private static void refuseIntermediateCode(ElfFile elf) {
    List<ElfSection> sections = elf.sections();
    boolean code = sections.stream().anyMatch(each -> each.isCode() && each.size() > 0);
    if (!code && sections.stream().anyMatch(each -> each.name().startsWith(".gnu.lto_"))) {
      throw elf.malformed(
          "sections .gnu.lto_*",
          "hold GCC's intermediate code in place of a program, as -flto makes it; compile without"
              + " it");
    }
  }

  private static Btf types(ElfFile elf, ElfSection section) {
    return Btf.parse(section.data(), () -> CompilerVersion.keepsEnumSigns(elf));
  }

  private static Optional<ElfSection> section(ElfFile elf, String name) {
    Optional<ElfSection> section = elf.section(name);
    if (section.isPresent() && section.get().type() != ElfSection.PROGBITS) {
      throw section
          .get()
          .data()
          .malformed("section type: sh_type=" + section.get().type() + ", expected=1 (PROGBITS)");
    }
    return section;
  }

  private static String license(ElfFile elf) {
    Optional<ElfSection> section = section(elf, "license");
    if (section.isEmpty()) {
      return "";
    }
    Region data = section.get().data();
    if (data.size() == 0) {
      throw data.malformed("is empty");
    }
    int length = 0;
    while (length < Math.min(data.size(), LICENSE_LENGTH) && data.u8(length) != 0) {
      length++;
    }
    return data.text(0, length);
  }

  private static void checkVersion(ElfFile elf) {
    section(elf, "version")
        .map(ElfSection::data)
        .filter(data -> data.size() != 4)
        .ifPresent(
            data -> {
              throw data.malformed("size: found=" + data.size() + ", expected=4");
            });
  }

  /**
   * The object's name.
   *
   * @return the name under which it was read
   */
  public String name() {
    return elf.name();
  }

  /**
   * The byte order of its programs and data.
   *
   * @return little or big endian
   */
  public ByteOrder byteOrder() {
    return elf.order();
  }

  /**
   * The license that is passed to the kernel.
   *
   * @return the first string of the {@code license} section, empty without one
   */
  public String license() {
    return license;
  }

  /**
   * Its types.
   *
   * @return none if it was compiled without {@code -g}
   */
  public Optional<Btf> btf() {
    return btf;
  }

  /**
   * Its programs.
   *
   * @return in libbpf's order: by section, then by place in it
   */
  public List<ObjectProgram> programs() {
    return programs;
  }

  /**
   * The maps of its {@code .maps} section.
   *
   * @return in the order of their definition
   */
  public List<ObjectMap> maps() {
    return maps;
  }

  /**
   * The maps of its {@code .struct_ops} sections.
   *
   * @return in the order of the sections, then of their definition
   */
  public List<StructOpsMap> structOps() {
    return structOps;
  }

  /**
   * The kernel symbols that it refers to: its {@code __ksym} externs.
   *
   * @return by name
   */
  public List<KernelSymbol> ksyms() {
    return ksyms;
  }

  /**
   * The symbols that other objects have to define: libbpf opens the object only after it has been
   * linked with them.
   *
   * @return names in C, sorted; empty unless it was read by {@link #parseUnlinked}
   */
  public List<String> unresolved() {
    return unresolved;
  }

  /**
   * Its data sections that become maps.
   *
   * @return in libbpf's order: that of the file, {@code .kconfig} last
   */
  public List<DataSection> dataSections() {
    return dataSections;
  }

  /**
   * The initial values of a section of global data.
   *
   * @param section one of {@link #dataSections}
   * @return a copy of its bytes; zeros for those that the file has no values of
   */
  public byte[] content(DataSection section) {
    byte[] bytes = new byte[Math.toIntExact(section.size())];
    elf.section(section.name())
        .filter(each -> each.type() == ElfSection.PROGBITS)
        .map(ElfSection::data)
        .ifPresent(
            data -> {
              for (int at = 0; at < Math.min(bytes.length, data.size()); at++) {
                bytes[at] = (byte) data.u8(at);
              }
            });
    return bytes;
  }

  /**
   * Data sections for which libbpf creates no map, such as {@code .database} and the variables of
   * arenas ({@code .addr_space.1}).
   *
   * @return their names, in the file's order
   */
  public List<String> ignoredSections() {
    return ignoredSections;
  }

  /**
   * Why libbpf loads nothing of one of {@link #ignoredSections()}.
   *
   * @param section the section's name
   * @return what follows its name in a message, with what to do
   */
  public static String reasonToIgnore(String section) {
    return section.equals(MapReader.ARENA_SECTION)
        ? "holds variables of the arena, which have no accessors; libbpf puts them into the arena's"
            + " memory"
        : ProgramReferences.reason(section);
  }

  /**
   * Whether the DWARF debug information contains a string, such as a type's name or tag. It covers
   * more types than BTF, unless it was stripped.
   *
   * @param text the whole text
   * @return false if it does not, or was stripped
   */
  public boolean isInDebugStrings(String text) {
    return elf.section(".debug_str")
        .map(ElfSection::data)
        .filter(strings -> strings.text(0, strings.size()).contains("\0" + text + "\0"))
        .isPresent();
  }

  /**
   * The maps and global variables that a program refers to, in the subprograms that it calls too;
   * found when first asked for.
   *
   * @param program one of {@link #programs()}
   * @return in the order of the instructions, those of subprograms last
   */
  public synchronized List<ProgramUse> uses(ObjectProgram program) {
    if (uses == null) {
      uses = new ProgramUses(elf, maps, dataSections);
    }
    return uses.of(program);
  }

  /**
   * The source lines of a program, read when first asked for.
   *
   * @param program one of {@link #programs()}
   * @return by offset; empty if the object was compiled without {@code -g}
   * @throws MalformedObjectException if {@code .BTF.ext} is not sound
   */
  public List<LineInfo> lines(ObjectProgram program) {
    return btfExt().lines(program.elfSection(), program.offset(), end(program));
  }

  /**
   * The functions in a program: its own function, and any subprograms that the static linker has
   * appended.
   *
   * @param program one of {@link #programs()}
   * @return by offset; empty if the object was compiled without {@code -g}
   * @throws MalformedObjectException if {@code .BTF.ext} is not sound
   */
  public List<FunctionInfo> functions(ObjectProgram program) {
    return btfExt().functions(program.elfSection(), program.offset(), end(program));
  }

  /**
   * The C function of a program.
   *
   * @param program one of {@link #programs()}
   * @return its type, none if the object was compiled without {@code -g}
   * @throws MalformedObjectException if {@code .BTF.ext} is not sound
   */
  public Optional<BtfType.Func> function(ObjectProgram program) {
    return functions(program).stream()
        .filter(info -> info.offset() == program.offset())
        .map(FunctionInfo::function)
        .findFirst();
  }

  private static long end(ObjectProgram program) {
    return program.offset() + program.instructions() * 8;
  }

  /**
   * The whole of {@code .BTF.ext}, which also covers subprograms; read when first asked for.
   *
   * @return functions and lines, none if the object was compiled without {@code -g}
   * @throws MalformedObjectException if {@code .BTF.ext} is not sound
   */
  public synchronized BtfExt btfExt() {
    if (brokenBtfExt != null) {
      throw brokenBtfExt;
    }
    if (btfExt == null) {
      btfExt = readBtfExt();
    }
    return btfExt;
  }

  private BtfExt readBtfExt() {
    try {
      Optional<ElfSection> section = section(elf, ".BTF.ext");
      return section.isPresent() && btf.isPresent()
          ? BtfExt.parse(section.get().data(), btf.get())
          : BtfExt.EMPTY;
    } catch (MalformedObjectException e) {
      brokenBtfExt = e;
      throw e;
    }
  }
}
