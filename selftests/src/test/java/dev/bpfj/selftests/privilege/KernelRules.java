package dev.bpfj.selftests.privilege;

import static dev.bpfj.selftests.privilege.Capability.CAP_BPF;
import static dev.bpfj.selftests.privilege.Capability.CAP_PERFMON;
import static dev.bpfj.selftests.privilege.Capability.CAP_SYS_ADMIN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What kernels ask for differently: by their age, by a setting, and by who built them.
 *
 * @param release the kernel's release
 * @param isRestricting whether {@code kernel.perf_event_paranoid} above 2 means something to it, as
 *     to Debian's
 * @param perfEventParanoid the setting
 * @param isUsdtOneLink whether USDT probes are a link of many uprobes
 */
record KernelRules(
    Release release, boolean isRestricting, int perfEventParanoid, boolean isUsdtOneLink) {
  /** The setting's value in kernels as they are released. */
  static final int USUAL = 2;

  /** Values that make a difference, Debian's first. */
  static final List<Integer> LEVELS = List.of(3, USUAL, 0);

  private static final Path SETTING = Path.of("/proc/sys/kernel/perf_event_paranoid");
  private static final Path VERSION = Path.of("/proc/version");

  /** The first release of each series whose uprobes take CAP_SYS_ADMIN; all series after those. */
  private static final Map<Release, Integer> UPROBES =
      new TreeMap<>(
          Map.of(
              new Release(5, 10, 0), 240,
              new Release(5, 15, 0), 189,
              new Release(6, 1, 0), 146,
              new Release(6, 6, 0), 99,
              new Release(6, 12, 0), 39,
              new Release(6, 15, 0), 7));

  private static final Release ALL_UPROBES = new Release(6, 16, 0);
  private static final Release CALLS_NEED_NOTHING = new Release(5, 19, 0);
  private static final Release USDT_ONE_LINK = new Release(6, 6, 0);

  /** A release of the kernel. */
  record Release(int major, int minor, int patch) implements Comparable<Release> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern OF_DEBIAN = Pattern.compile(" Debian " + NUMBERS);

    Release series() {
      return new Release(major, minor, 0);
    }

    String nameOfSeries() {
      return "Linux " + major + "." + minor;
    }

    /** Debian's own is in the version's text: what uname says is the number of an ABI. */
    static Release of(String version) {
      Matcher debian = OF_DEBIAN.matcher(version);
      Matcher any = NUMBERS.matcher(version);
      Matcher found = debian.find() ? debian : any;
      if (found == any && !any.find()) {
        throw new AssertionError(VERSION + ": no release: " + version);
      }
      return new Release(
          Integer.parseInt(found.group(1)),
          Integer.parseInt(found.group(2)),
          Integer.parseInt(found.group(3)));
    }

    @Override
    public int compareTo(Release other) {
      int series = Integer.compare(major * 1000 + minor, other.major * 1000 + other.minor);
      return series == 0 ? Integer.compare(patch, other.patch) : series;
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }

  /** Those of a release as it is released. */
  static KernelRules of(Release release, int perfEventParanoid) {
    return new KernelRules(release, true, perfEventParanoid, release.compareTo(USDT_ONE_LINK) >= 0);
  }

  /** The running kernel's. */
  static KernelRules running(boolean isUsdtOneLink) {
    String version = read(VERSION);
    return new KernelRules(
        Release.of(version),
        version.contains("debian"),
        Integer.parseInt(read(SETTING)),
        isUsdtOneLink);
  }

  /** The same at another value of the setting. */
  KernelRules at(int value) {
    return new KernelRules(release, isRestricting, value, isUsdtOneLink);
  }

  /** Whether it depends on the setting what an operation needs. */
  boolean distinguish(Operation operation) {
    return LEVELS.stream().map(value -> operation.needs(at(value), true)).distinct().count() > 1;
  }

  /** Gives the running kernel the setting, which it keeps. */
  void apply() {
    if (Integer.parseInt(read(SETTING)) != perfEventParanoid) {
      try {
        Files.writeString(SETTING, Integer.toString(perfEventParanoid));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What each call of {@code bpf()} takes. */
  Set<Capability> call() {
    return release.compareTo(CALLS_NEED_NOTHING) < 0 ? Set.of(CAP_BPF) : Set.of();
  }

  /** What a kprobe takes. */
  Set<Capability> kprobe() {
    return Set.of(isRestricting && perfEventParanoid > USUAL ? CAP_SYS_ADMIN : CAP_PERFMON);
  }

  /** What an event of all processes takes. */
  Set<Capability> event() {
    return perfEventParanoid > 0 ? kprobe() : Set.of();
  }

  /** What a uprobe takes. */
  Set<Capability> uprobe() {
    return areUprobesForAdministrators() ? Set.of(CAP_SYS_ADMIN) : kprobe();
  }

  boolean areUprobesForAdministrators() {
    Integer first = UPROBES.get(release.series());
    return first == null ? release.compareTo(ALL_UPROBES) >= 0 : release.patch() >= first;
  }

  /** What a USDT probe takes, which has entries in maps too. */
  Set<Capability> usdt() {
    return isUsdtOneLink ? call() : withCall(uprobe());
  }

  /** What a perf buffer takes: events, and entries of a map. */
  Set<Capability> perfBuffer() {
    return withCall(event());
  }

  private Set<Capability> withCall(Set<Capability> needs) {
    EnumSet<Capability> both = EnumSet.noneOf(Capability.class);
    both.addAll(needs);
    if (!both.contains(CAP_SYS_ADMIN)) {
      both.addAll(call());
    }
    return both;
  }

  /** The releases from which on uprobes take CAP_SYS_ADMIN, as the site's page lists them. */
  static String uprobes() {
    return UPROBES.entrySet().stream()
            .map(
                series ->
                    series.getKey().major()
                        + "."
                        + series.getKey().minor()
                        + "."
                        + series.getValue())
            .collect(Collectors.joining(", "))
        + " and 6.16";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
