package dev.bpfj.kernelvm.apt;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One suite of a mirror, accessed with apt, which gets a configuration, sources, lists and cache of
 * its own. Only the network settings (such as proxies) of the machine's configuration are used;
 * hooks and pins are not. Not thread-safe.
 */
public final class AptRepository {
  private static final Tool APT_GET = new Tool("apt-get", "apt");
  private static final Tool APT_CACHE = new Tool("apt-cache", "apt");
  private static final Tool APT_CONFIG = new Tool("apt-config", "apt");

  private final String type;
  private final String suite;
  private final Mirror mirror;
  private final String architecture;
  private final Path state;
  private boolean configured;

  /**
   * A suite, with its state below a directory.
   *
   * @param suite such as {@code trixie-backports}
   * @param mirror the archive
   * @param architecture Debian's name of the packages' architecture, {@code amd64}
   * @param state directory of the state, made if need be
   */
  public AptRepository(String suite, Mirror mirror, String architecture, Path state) {
    this("deb", suite, mirror, architecture, state);
  }

  private AptRepository(String type, String suite, Mirror mirror, String architecture, Path state) {
    this.type = type;
    this.suite = suite;
    this.mirror = mirror;
    this.architecture = architecture;
    this.state = state;
  }

  /**
   * A suite's source packages, with their state below a directory.
   *
   * @param suite such as {@code forky}
   * @param mirror the archive
   * @param architecture Debian's name of this machine's architecture, which apt asks for
   * @param state directory of the state, made if need be
   * @return the suite
   */
  static AptRepository ofSources(String suite, Mirror mirror, String architecture, Path state) {
    return new AptRepository("deb-src", suite, mirror, architecture, state);
  }

  /**
   * How long ago the suite's lists were fetched.
   *
   * @return their age; very long if they never were
   */
  public Duration age() {
    try {
      FileTime time = Files.getLastModifiedTime(stamp());
      return Duration.between(time.toInstant(), Instant.now());
    } catch (IOException e) {
      return Duration.ofDays(10_000);
    }
  }

  /**
   * Fetches the suite's lists.
   *
   * @throws KernelTestException if apt is not there or the mirror cannot be reached
   */
  public void update() {
    configure();
    // apt ends with 0 when it could not fetch and has something older, unless told otherwise.
    Command.Output output =
        apt(APT_GET, List.of("-q", "-o", "APT::Update::Error-Mode=any", "update")).run();
    if (!output.ok()) {
      throw new KernelTestException(
          "apt-get update: suite '"
              + suite
              + "' of "
              + mirror.uri()
              + ": "
              + output.err().strip()
              + AptSources.advice(output.err())
              + ": the lists of this suite must be reachable once; later runs use what is cached");
    }
    write(stamp(), "");
  }

  /**
   * Looks packages up in the lists.
   *
   * @param glob package name with {@code *}
   * @return every version of every package whose whole name matches
   */
  public List<DebianPackage> find(String glob) {
    configure();
    String regex = "^" + glob(glob) + "$";
    List<String> names =
        apt(APT_CACHE, List.of("search", "--names-only", regex))
            .runOrFail()
            .lines()
            .map(line -> line.split(" ", 2)[0])
            .toList();
    return names.isEmpty() ? List.of() : versions(names);
  }

  /**
   * Downloads a package, checked by apt against the archive's signature.
   *
   * @param wanted the package
   * @param directory where the file goes
   * @return the {@code .deb}
   */
  public Path download(DebianPackage wanted, Path directory) {
    configure();
    apt(APT_GET, List.of("-q", "download", wanted.name() + "=" + wanted.version().text()))
        .in(directory)
        .runOrFail();
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Downloads a source package's files, checked by apt against the archive's signature.
   *
   * @param wanted the source package
   * @param directory where the files go
   */
  void downloadSource(DebianPackage wanted, Path directory) {
    configure();
    apt(
            APT_GET,
            List.of(
                "-q", "source", "--download-only", wanted.name() + "=" + wanted.version().text()))
        .in(directory)
        .runOrFail();
  }

  // Lines such as " libbpf1 | 1:1.4.6-1~bpo12+1 | URI suite/main amd64 Packages".
  private List<DebianPackage> versions(List<String> names) {
    List<String> words = new ArrayList<>(List.of("madison"));
    words.addAll(names);
    return apt(APT_CACHE, words)
        .runOrFail()
        .lines()
        .map(line -> line.split("\\|", -1))
        .filter(columns -> columns.length == 3 && columns[2].contains(architecture + " Packages"))
        .map(
            columns -> new DebianPackage(columns[0].strip(), new DebianVersion(columns[1].strip())))
        // They become names of directories; Debian's policy allows no others.
        .filter(found -> found.directoryName().matches("[a-z0-9][a-z0-9+.-]*_[\\w.+~%-]+"))
        .distinct()
        .toList();
  }

  // apt-cache takes POSIX regular expressions, which do not know \Q.
  private static String glob(String glob) {
    return glob.chars()
        .mapToObj(c -> c == '*' ? ".*" : "[]".indexOf(c) >= 0 ? "" : "[" + (char) c + "]")
        .collect(Collectors.joining());
  }

  private Command apt(Tool tool, List<String> arguments) {
    return Command.of(tool.find(), arguments).with("APT_CONFIG", file("apt.conf").toString());
  }

  // Anew in every run: the machine's way to the network may have changed.
  private void configure() {
    if (configured) {
      return;
    }
    try {
      Files.createDirectories(state.resolve("lists/partial"));
      Files.createDirectories(state.resolve("cache/archives/partial"));
    } catch (IOException e) {
      throw new KernelTestException(state + ": apt's state cannot be written: " + e, e);
    }
    write(file("sources.list"), source());
    write(file("apt.conf"), configuration());
    configured = true;
  }

  private String source() {
    String keyring = mirror.keyring().map(file -> " signed-by=" + file).orElse("");
    String options = type.equals("deb") ? "arch=" + architecture + keyring : keyring.strip();
    String bracketed = options.isEmpty() ? "" : " [" + options + "]";
    return type + bracketed + " " + mirror.uri() + " " + suite + " main\n";
  }

  private String configuration() {
    String network =
        Command.of(APT_CONFIG.find(), "dump")
            .runOrFail()
            .lines()
            .filter(line -> Pattern.matches("(?i)Acquire::(?!IndexTargets).* \".+\";", line))
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        network,
        "Dir::Etc::main \"/dev/null\";",
        "Dir::Etc::parts \"/dev/null\";",
        "Dir::Etc::preferences \"/dev/null\";",
        "Dir::Etc::preferencesparts \"/dev/null\";",
        "Dir::Etc::sourcelist \"" + file("sources.list") + "\";",
        "Dir::Etc::sourceparts \"/dev/null\";",
        "Dir::State::Lists \"" + file("lists") + "\";",
        "Dir::Cache \"" + file("cache") + "\";",
        // Half the disk space, and no translated descriptions, which nobody reads here.
        "Dir::Cache::srcpkgcache \"\";",
        "Acquire::Languages \"none\";",
        // Only root's apt becomes another user to download, who cannot write here.
        "APT::Sandbox::User \"root\";",
        "APT::Architecture \"" + architecture + "\";",
        "APT::Architectures { \"" + architecture + "\"; };",
        "");
  }

  private Path stamp() {
    return file("updated");
  }

  private Path file(String name) {
    return state.toAbsolutePath().resolve(name);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new KernelTestException(file + ": cannot be written: " + e, e);
    }
  }
}
