package dev.bpfj.object;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.SectionEntry;
import dev.bpfj.object.elf.ElfFile;
import dev.bpfj.object.elf.ElfSymbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the externs of an object: kernel configuration ({@code .kconfig}) and kernel symbols
 * ({@code .ksyms}). As bpf_object__collect_externs of libbpf, which identifies an extern by its
 * undefined symbol; an extern that no instruction uses has none.
 */
final class ExternReader {
  private static final Comparator<Config> PLACES =
      Comparator.comparing(Config::align, Comparator.reverseOrder())
          .thenComparing(Config::size)
          .thenComparing(Config::name);

  private final ElfFile elf;
  private final Btf btf;
  private final Set<String> names = new HashSet<>();
  private final List<Config> configs = new ArrayList<>();
  private final List<KernelSymbol> symbols = new ArrayList<>();

  private record Config(String name, boolean weak, int type, int align, long size) {}

  private ExternReader(ElfFile elf, Btf btf) {
    this.elf = elf;
    this.btf = btf;
  }

  /** What was found. */
  record Externs(
      Optional<DataSection> kconfig, List<KernelSymbol> symbols, List<String> unresolved) {}

  static Externs read(ElfFile elf, Optional<Btf> btf, Reading reading) {
    List<ElfSymbol> externs = elf.symbols().externs();
    if (externs.isEmpty()) {
      return new Externs(Optional.empty(), List.of(), List.of());
    }
    if (reading.isUnlinked()) {
      return unlinked(elf, btf, externs);
    }
    if (btf.isEmpty()) {
      throw elf.malformed(
          "extern \"" + externs.get(0).name() + "\"", "needs type information; compile with -g");
    }
    ExternReader reader = new ExternReader(elf, btf.get());
    externs.forEach(reader::add);
    reader.symbols.sort(Comparator.comparing(KernelSymbol::name));
    reader.checkAllUsed(SectionVariables.KCONFIG, !reader.configs.isEmpty());
    reader.checkAllUsed(SectionVariables.KSYMS, !reader.symbols.isEmpty());
    return new Externs(reader.kconfig(), List.copyOf(reader.symbols), List.of());
  }

  private static Externs unlinked(ElfFile elf, Optional<Btf> btf, List<ElfSymbol> externs) {
    Set<String> unresolved = new TreeSet<>();
    ExternReader reader = btf.isPresent() ? new ExternReader(elf, btf.get()) : null;
    for (ElfSymbol symbol : externs) {
      if (reader == null || !reader.isOfKernel(symbol)) {
        unresolved.add(symbol.name());
      } else {
        reader.add(symbol);
      }
    }
    if (reader == null) {
      return new Externs(Optional.empty(), List.of(), List.copyOf(unresolved));
    }
    reader.symbols.sort(Comparator.comparing(KernelSymbol::name));
    return new Externs(reader.kconfig(), List.copyOf(reader.symbols), List.copyOf(unresolved));
  }

  private boolean isOfKernel(ElfSymbol symbol) {
    return btf.declaration(symbol.name())
        .filter(ExternReader::isExtern)
        .flatMap(declaration -> btf.sectionOf(declaration.id()))
        .map(BtfType.DataSec::name)
        .filter(
            section ->
                section.equals(SectionVariables.KSYMS) || section.equals(SectionVariables.KCONFIG))
        .isPresent();
  }

  private void add(ElfSymbol symbol) {
    if (!names.add(symbol.name())) {
      throw malformed(symbol.name(), "has two undefined symbols");
    }
    BtfType declaration =
        btf.declaration(symbol.name())
            .filter(ExternReader::isExtern)
            .orElseThrow(
                () ->
                    malformed(
                        symbol.name(),
                        "is used and not declared extern in the types; declare it extern __ksym"
                            + " or __kconfig, or define it"));
    String section =
        btf.sectionOf(declaration.id())
            .map(BtfType.DataSec::name)
            .orElseThrow(
                () ->
                    malformed(
                        symbol.name(),
                        "is defined elsewhere; link the object that defines it first (bpftool gen"
                            + " object), or declare it __ksym or __kconfig"));
    boolean weak = symbol.binding() == ElfSymbol.WEAK;
    if (section.equals(SectionVariables.KSYMS)) {
      symbols.add(kernelSymbol(declaration, weak));
    } else if (section.equals(SectionVariables.KCONFIG)) {
      configs.add(config(declaration, weak));
    } else {
      throw malformed(symbol.name(), "of a section that has no externs: section=" + section);
    }
  }

  private static boolean isExtern(BtfType declaration) {
    BtfType.Linkage linkage =
        declaration instanceof BtfType.Var variable
            ? variable.linkage()
            : ((BtfType.Func) declaration).linkage();
    return linkage == BtfType.Linkage.EXTERN;
  }

  private static KernelSymbol kernelSymbol(BtfType declaration, boolean weak) {
    return declaration instanceof BtfType.Func function
        ? new KernelSymbol(function.name(), weak, true, function.prototype())
        : new KernelSymbol(declaration.name(), weak, false, ((BtfType.Var) declaration).type());
  }

  private Config config(BtfType declaration, boolean weak) {
    if (!(declaration instanceof BtfType.Var variable)) {
      throw malformed(declaration.name(), "is a function, and .kconfig has none");
    }
    if (!isConfigType(variable.type())) {
      throw malformed(
          variable.name(),
          "of a type that .kconfig does not have: type="
              + variable.type()
              + ", expected bool, char, an integer, enum libbpf_tristate or an array of char");
    }
    return new Config(
        variable.name(),
        weak,
        variable.type(),
        btf.alignOf(variable.type()),
        btf.sizeOf(variable.type()));
  }

  // As find_kcfg_type of libbpf.
  private boolean isConfigType(int id) {
    BtfType type = btf.resolve(id);
    if (type instanceof BtfType.Int integer) {
      return integer.encoding() == BtfType.Int.Encoding.BOOL
          ? integer.size() == 1
          : integer.size() <= 8;
    } else if (type instanceof BtfType.Enumeration enumeration) {
      return enumeration.name().equals("libbpf_tristate")
          && (enumeration.size() == 4 || enumeration.size() == 8);
    }
    return type instanceof BtfType.Array array
        && array.length() > 0
        && btf.resolve(array.element()) instanceof BtfType.Int element
        && element.encoding() != BtfType.Int.Encoding.BOOL
        && element.size() == 1;
  }

  // The types may not declare an extern in these sections that has no symbol: libbpf gives up then.
  private void checkAllUsed(String section, boolean used) {
    List<SectionEntry> entries =
        used ? btf.dataSec(section).map(BtfType.DataSec::entries).orElse(List.of()) : List.of();
    for (SectionEntry entry : entries) {
      String name = btf.type(entry.type()).name();
      if (!names.contains(name)) {
        throw malformed(name, "is in section \"" + section + "\" and has no undefined symbol");
      }
    }
  }

  private Optional<DataSection> kconfig() {
    if (configs.isEmpty()) {
      return Optional.empty();
    }
    configs.sort(PLACES);
    List<DataVariable> variables = new ArrayList<>(configs.size());
    long end = 0;
    for (Config config : configs) {
      long offset = (end + config.align() - 1) / config.align() * config.align();
      variables.add(
          new DataVariable(
              config.name(),
              config.type(),
              offset,
              config.size(),
              config.weak() ? DataVariable.Linkage.WEAK_EXTERN : DataVariable.Linkage.EXTERN));
      end = offset + config.size();
    }
    return Optional.of(
        new DataSection(
            SectionVariables.KCONFIG, DataSection.Kind.KCONFIG, end, List.copyOf(variables)));
  }

  private MalformedObjectException malformed(String name, String what) {
    return elf.malformed("extern \"" + name + "\"", what);
  }
}
