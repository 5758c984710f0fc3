package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.report.KernelTestReport;
import dev.bpfj.kernelvm.select.TestSelection;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests for guests that run this module's own cases; each test changes what it is about. */
final class Guest {
  static final Path TARGET = Path.of("target").toAbsolutePath();

  private final String name;
  private List<String> kernels = List.of("6.12");
  private List<String> includes = List.of();
  private List<String> groups = List.of();
  private Architecture architecture = Architecture.host();
  private Optional<String> java = Optional.empty();
  private Optional<String> libbpf = Optional.empty();
  private List<String> modules = List.of();
  private List<String> kernelArguments = List.of();
  private boolean leakCheck;
  private final Map<String, String> properties = new TreeMap<>();
  private Limits limits = new Limits(1024, 1, Limits.DEFAULT_BOOT, Duration.ofSeconds(180), 0);

  Guest(String name) {
    this.name = name;
  }

  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  Guest kernels(String... names) {
    kernels = List.of(names);
    return this;
  }

  /** Every kernel of the list. */
  Guest every() {
    return kernels();
  }

  Guest cases(Class<?>... classes) {
    includes = Arrays.stream(classes).map(Class::getName).toList();
    return this;
  }

  Guest limits(Duration boot, Duration time) {
    limits = new Limits(limits.memoryMiB(), limits.cpus(), boot, time, limits.guests());
    return this;
  }

  Guest groups(List<String> names) {
    groups = names;
    return this;
  }

  Guest architecture(String machine) {
    architecture = Architecture.of(machine);
    return this;
  }

  Guest java(String homeOrVersion) {
    java = Optional.of(homeOrVersion);
    return this;
  }

  Guest libbpf(String version) {
    libbpf = Optional.of(version);
    return this;
  }

  Guest property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  Guest modules(String... names) {
    modules = List.of(names);
    return this;
  }

  Guest kernelArguments(String... arguments) {
    kernelArguments = List.of(arguments);
    return this;
  }

  Guest leakCheck() {
    leakCheck = true;
    return this;
  }

  KernelTestReport run() {
    TestSelection tests =
        new TestSelection(
            List.of(TARGET.resolve("test-classes")), includes, List.of(), groups, List.of());
    GuestOptions options =
        new GuestOptions(
            architecture,
            classPath(),
            java,
            List.of(),
            properties,
            libbpf.orElse(architecture.isHost() ? "host" : "none"),
            modules,
            kernelArguments,
            leakCheck);
    return KernelTests.run(
        new KernelTestRequest(
            kernels,
            tests,
            options,
            limits,
            Sources.cachedIn(Path.of(System.getProperty("kernelvm.cache"))),
            TARGET.resolve("kernel-reports").resolve(name)),
        new Progress() {
          @Override
          public void info(String line) {
            System.out.println(line);
          }

          @Override
          public void warn(String line) {
            System.out.println("warning: " + line);
          }
        });
  }

  KernelReport runOne() {
    return run().kernels().get(0);
  }
}
