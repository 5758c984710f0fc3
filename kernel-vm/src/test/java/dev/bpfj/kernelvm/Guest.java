package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.report.KernelTestReport;
import dev.bpfj.kernelvm.select.TestSelection;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Requests for guests that run this module's own cases; each test changes what it is about. */
final class Guest {
  static final Path TARGET = Path.of("target").toAbsolutePath();

  final List<String> lines = new CopyOnWriteArrayList<>();
  private final String name;
  private List<String> kernels = List.of("6.12");
  private List<String> includes = List.of();
  private GuestOptions options = GuestOptions.of(classPath());
  private Limits limits = new Limits(1024, 2, Duration.ofSeconds(120), 0);

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

  Guest cases(Class<?>... classes) {
    includes = Arrays.stream(classes).map(Class::getName).toList();
    return this;
  }

  Guest limit(Duration time) {
    limits = new Limits(limits.memoryMiB(), limits.cpus(), time, limits.guests());
    return this;
  }

  Guest options(java.util.function.UnaryOperator<GuestOptions> change) {
    options = change.apply(options);
    return this;
  }

  KernelTestReport run() {
    TestSelection tests =
        new TestSelection(
            List.of(TARGET.resolve("test-classes")), includes, List.of(), List.of(), List.of());
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
            lines.add(line);
          }

          @Override
          public void warn(String line) {
            System.out.println("warning: " + line);
            lines.add(line);
          }
        });
  }

  KernelReport runOne() {
    return run().kernels().get(0);
  }
}
