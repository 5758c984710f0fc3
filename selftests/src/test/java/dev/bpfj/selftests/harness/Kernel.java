package dev.bpfj.selftests.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.testng.SkipException;

/** The running kernel: how new it is, and which functions it has. */
public final class Kernel {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Path SYMBOLS = Path.of("/proc/kallsyms");
  private static final Path GUEST = Path.of("/bpfj/guest.env");
  private static final int TYPE = 17; // behind 16 digits and a space

  /**
   * A function of the kernel.
   *
   * @param address where it is
   * @param name its name, which need not be its alone
   */
  public record Symbol(long address, String name) {}

  private Kernel() {}

  /** Whether the kernel is at least of a version, such as {@code 5.15}. */
  public static boolean isAtLeast(String version) {
    return number(System.getProperty("os.version")) >= number(version);
  }

  /** Whether it runs in a virtual machine of the tests' own, by what only their images have. */
  public static boolean isGuest() {
    return Files.exists(GUEST);
  }

  private static int number(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a version: " + version);
    }
    return Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2));
  }

  /** Skips the test on an older kernel, in the words that the report of the kernels knows. */
  public static void require(String version, String feature) {
    if (!isAtLeast(version)) {
      throw new SkipException("requires kernel " + version + ": " + feature);
    }
  }

  /** The name that a system call's function has in this kernel. */
  public static String systemCall(String name) {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> "__x64_sys_" + name;
      case "aarch64" -> "__arm64_sys_" + name;
      case "s390x" -> "__s390x_sys_" + name;
      default -> "__se_sys_" + name;
    };
  }

  /** All functions, those of modules not. Read once: an emulated machine takes its time for it. */
  private static List<Symbol> functions() {
    return Functions.ALL;
  }

  private static final class Functions {
    static final List<Symbol> ALL = read();

    private static List<Symbol> read() {
      List<Symbol> functions = new ArrayList<>();
      try (BufferedReader lines = Files.newBufferedReader(SYMBOLS, StandardCharsets.US_ASCII)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          // address, type, name, and of a module's symbol a tab and the module
          if ((line.charAt(TYPE) == 't' || line.charAt(TYPE) == 'T') && line.indexOf('\t') < 0) {
            long address = Long.parseUnsignedLong(line, 0, TYPE - 1, 16);
            functions.add(new Symbol(address, line.substring(TYPE + 2)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return functions;
    }
  }

  /** A function. */
  public static Symbol function(String name) {
    return functions().stream()
        .filter(symbol -> symbol.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the kernel has no function " + name));
  }

  /** A function whose name another one has, too. */
  public static Optional<String> ambiguousFunction(List<String> candidates) {
    Map<String, Long> counts =
        functions().stream()
            .map(Symbol::name)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return candidates.stream().filter(name -> counts.getOrDefault(name, 0L) > 1).findFirst();
  }

  /** The functions of the longest names. */
  public static List<String> longestNames(Pattern pattern, int count) {
    return functions().stream()
        .map(Symbol::name)
        .filter(name -> pattern.matcher(name).matches())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .limit(count)
        .toList();
  }
}
