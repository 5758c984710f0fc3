package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.SkipException;

/** The running kernel: how new it is, and which functions it has. */
public final class Kernel {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Path SYMBOLS = Path.of("/proc/kallsyms");

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

  /** All functions, those of modules not. */
  private static List<Symbol> functions() {
    try (Stream<String> lines = Files.lines(SYMBOLS)) {
      return lines
          .map(line -> line.split("\\s+"))
          .filter(words -> words.length == 3 && words[1].equalsIgnoreCase("t"))
          .map(words -> new Symbol(Long.parseUnsignedLong(words[0], 16), words[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of some names that the kernel has a function of. */
  public static Symbol function(String... names) {
    Map<String, Symbol> functions = new HashMap<>();
    functions().forEach(symbol -> functions.putIfAbsent(symbol.name(), symbol));
    for (String name : names) {
      if (functions.containsKey(name)) {
        return functions.get(name);
      }
    }
    throw new AssertionError("the kernel has no function of " + List.of(names));
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
