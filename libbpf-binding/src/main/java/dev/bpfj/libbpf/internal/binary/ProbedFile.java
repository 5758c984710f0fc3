package dev.bpfj.libbpf.internal.binary;

import static java.util.Comparator.comparingInt;

import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.object.PrintableText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program or library that a probe could not be put into, and the reason if the file is it. libbpf
 * says little of that, and less in its older versions, so the file is read here.
 */
public final class ProbedFile {
  private static final int MOST_LISTED = 20;
  private static final int MOST_ALIKE = 5;
  private static final int FIRST_LINE = 200;
  private static final List<String> PROGRAM_FOLDERS = List.of("/usr/bin", "/usr/sbin");
  private static final List<String> LIBRARY_FOLDERS = List.of("/usr/lib64", "/usr/lib", "/lib");

  private final Path file;

  private ProbedFile(Path file) {
    this.file = file;
  }

  /** Why a function's probe cannot be put into a file; empty if the file does not tell. */
  public static String whyNoFunction(Path given, String function) {
    return reason(given, (file, elf) -> file.whyNoFunction(elf, function));
  }

  /** Why a file has not got a statically defined probe; empty if it has. */
  public static String whyNoProbe(Path given, String provider, String name) {
    return reason(given, (file, elf) -> file.whyNoProbe(elf, provider, name));
  }

  /** Why nothing can be put into a file; empty if the file does not tell. */
  public static String whyNone(Path given) {
    return reason(given, (file, elf) -> "");
  }

  private interface Question {
    String ask(ProbedFile file, ElfImage elf) throws IOException;
  }

  private static String reason(Path given, Question question) {
    Optional<Path> found = find(given);
    if (found.isEmpty()) {
      return "there is no file "
          + shown(given)
          + " where libraries and programs are looked for; give its path";
    }
    ProbedFile file = new ProbedFile(found.get());
    String unfit = file.whyUnfit();
    if (!unfit.isEmpty()) {
      return unfit;
    }
    try (ElfImage elf = ElfImage.open(file.file)) {
      return question.ask(file, elf);
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with a hostile file must not hide the failure that is explained.
      return file + " cannot be read as a program or library: " + e.getMessage();
    }
  }

  /** As resolve_full_path of libbpf finds it: a name without a slash is looked for. */
  private static Optional<Path> find(Path given) {
    String name = given.toString();
    if (name.indexOf('/') >= 0) {
      return Optional.of(given);
    }
    boolean isLibrary = name.endsWith(".so") || name.contains(".so.");
    Stream<String> own =
        Stream.of(
            Objects.requireNonNullElse(System.getenv(isLibrary ? "LD_LIBRARY_PATH" : "PATH"), "")
                .split(File.pathSeparator));
    return Stream.concat(own, isLibrary ? libraryFolders() : PROGRAM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isReadable)
        .findFirst();
  }

  private static Stream<String> libraryFolders() {
    String machine = System.getProperty("os.arch");
    String multiarch = machine.equals("amd64") ? "x86_64-linux-gnu" : machine + "-linux-gnu";
    return Stream.concat(
        LIBRARY_FOLDERS.stream(), Stream.of("/usr/lib/" + multiarch, "/lib/" + multiarch));
  }

  /** What is wrong with the file, whatever is wanted of it. */
  private String whyUnfit() {
    if (Files.isDirectory(file)) {
      return this + " is a directory; name the program or library in it";
    } else if (!Files.exists(file)) {
      return "there is no file " + this;
    } else if (!Files.isRegularFile(file)) {
      return this + " is no regular file";
    } else if (!Files.isReadable(file)) {
      return "this process may not read " + this;
    }
    String start = start();
    if (start.startsWith("#!")) {
      return this
          + " is a script that "
          + PrintableText.of(start.substring(2).strip(), FIRST_LINE)
          + " runs; probes are put into machine code: name the interpreter, or the library that it"
          + " loads";
    } else if (!start.startsWith("\u007fELF")) {
      return this
          + " is no ELF file; probes are put into programs and libraries (a library that is linked"
          + " with, such as libc.so, may be a text that names the one that runs, libc.so.6)";
    }
    return "";
  }

  /** The first line, in as many bytes as are needed to tell what the file is. */
  private String start() {
    try (InputStream stream = Files.newInputStream(file)) {
      String text = new String(stream.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1);
      int end = text.indexOf('\n');
      return end < 0 ? text : text.substring(0, end);
    } catch (IOException e) {
      return "";
    }
  }

  private String whyNoFunction(ElfImage elf, String function) throws IOException {
    int at = function.indexOf('@');
    String name = at < 0 ? function : function.substring(0, at);
    List<Symbols.Symbol> found = Symbols.named(elf, name);
    List<Symbols.Symbol> defined = found.stream().filter(Symbols.Symbol::isDefined).toList();
    String subject = this + " ";
    if (found.isEmpty()) {
      return subject + "has no function \"" + shown(name) + "\"; " + whereFunctionsAre(elf);
    } else if (defined.isEmpty()) {
      return subject
          + "calls \""
          + shown(name)
          + "\" and has it from a library; name that library (ldd lists those that it may be)";
    } else if (defined.stream().noneMatch(symbol -> symbol.type() == Symbols.FUNCTION)) {
      return subject + "has \"" + shown(name) + "\", " + whatElse(defined);
    }
    String versions = versions(name, defined);
    if (at >= 0 && !versions.isEmpty()) {
      return versionedName(subject, function, versions);
    }
    return "";
  }

  private static String whatElse(List<Symbols.Symbol> defined) {
    boolean isIndirect =
        defined.stream().anyMatch(symbol -> symbol.type() == Symbols.INDIRECT_FUNCTION);
    return isIndirect
        ? "an indirect function: the code that runs is chosen when the library is loaded; name one of"
            + " its implementations, or give an offset in the file"
        : "which is no function";
  }

  private static String versionedName(String subject, String function, String versions) {
    String has = subject + "has " + versions;
    if (!LibbpfVersion.isAtLeast(1, 3)) {
      return has
          + "; names with a version, such as \""
          + shown(function)
          + "\", need libbpf 1.3, and this is "
          + LibbpfVersion.text()
          + "; give an offset in the file instead";
    }
    return has + "; give one of these names";
  }

  /** The functions of a name with their versions, such as {@code memcpy@GLIBC_2.2.5}. */
  private static String versions(String name, List<Symbols.Symbol> defined) {
    return defined.stream()
        .filter(symbol -> !symbol.version().isEmpty())
        .map(symbol -> "\"" + shown(name + symbol.version()) + "\"")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String whereFunctionsAre(ElfImage elf) {
    if (elf.ofType(ElfImage.SYMTAB).isPresent()) {
      return "nm " + this + " lists those that it has";
    } else if (elf.ofType(ElfImage.DYNSYM).isPresent()) {
      return "it is stripped, so only the functions that it exports have names (nm -D "
          + this
          + " lists them); for others give an offset in the file";
    }
    return "it is stripped; give an offset in the file";
  }

  private String whyNoProbe(ElfImage elf, String provider, String name) throws IOException {
    SortedSet<ProbeNotes.Probe> probes = ProbeNotes.of(elf);
    if (probes.contains(new ProbeNotes.Probe(provider, name))) {
      return "";
    } else if (probes.isEmpty()) {
      return this + " has no USDT probes: it has no section .note.stapsdt";
    }
    List<ProbeNotes.Probe> ofName =
        probes.stream().filter(probe -> probe.name().equals(name)).toList();
    String missing =
        this
            + " has no USDT probe \""
            + shown(name)
            + "\" of provider \""
            + shown(provider)
            + "\"; ";
    if (!ofName.isEmpty()) {
      return missing + "one of that name is " + listed(ofName);
    } else if (probes.size() <= MOST_LISTED) {
      return missing + "it has " + listed(probes);
    }
    String wanted = provider + ":" + name;
    List<ProbeNotes.Probe> alike =
        probes.stream()
            .sorted(comparingInt(probe -> Spelling.distance(probe.toString(), wanted)))
            .limit(MOST_ALIKE)
            .toList();
    return missing
        + "of its "
        + probes.size()
        + " probes (readelf -n lists them) these are spelled most like it: "
        + listed(alike);
  }

  private static String listed(Collection<ProbeNotes.Probe> probes) {
    String first =
        probes.stream()
            .limit(MOST_LISTED)
            .map(probe -> shown(probe.toString()))
            .collect(Collectors.joining(", "));
    int more = probes.size() - MOST_LISTED;
    return more <= 0 ? first : first + " and " + more + " more";
  }

  private static String shown(Object text) {
    return PrintableText.of(text.toString());
  }

  @Override
  public String toString() {
    return shown(file);
  }
}
