package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.image.GuestContents;
import dev.bpfj.kernelvm.image.GuestImage;
import dev.bpfj.kernelvm.kernel.Kernel;
import dev.bpfj.kernelvm.kernel.KernelModules;
import dev.bpfj.kernelvm.kernel.SecurityModules;
import dev.bpfj.kernelvm.qemu.ConsoleTail;
import dev.bpfj.kernelvm.qemu.GuestRunner;
import dev.bpfj.kernelvm.qemu.Machine;
import dev.bpfj.kernelvm.qemu.Transcript;
import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.report.ReportDirectory;
import dev.bpfj.kernelvm.report.SurefireXml;
import dev.bpfj.kernelvm.select.ClassScanner;
import dev.bpfj.kernelvm.wire.RunPlan;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/**
 * Runs a request's tests on one kernel: builds the guest's image, runs it and writes its reports.
 */
final class KernelRun {
  /** C1 only: measured 7.4 s instead of 9.7 s for a small suite under emulation. */
  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+ErrorFileToStdout",
          "-Xshare:auto",
          "-Dfile.encoding=UTF-8",
          // TestNG brings SLF4J along, which complains that nobody gave it anything to log to.
          "-Dslf4j.internal.verbosity=ERROR",
          "-Djava.io.tmpdir=/tmp");

  /**
   * The fraction of its time limit after which a guest prints its threads' stacks, in case it
   * hangs.
   */
  private static final double SHORT_OF_TIME = 0.75;

  /** How long after the host's time limit the guest powers itself off. */
  private static final Duration ORPHANED = Duration.ofSeconds(30);

  private final KernelTestRequest request;
  private final GuestImage images;
  private final GuestRunner runner;
  private final ClassScanner.Selected selected;
  private final List<Path> classPath;
  private final Progress progress;

  KernelRun(
      KernelTestRequest request,
      GuestImage images,
      GuestRunner runner,
      ClassScanner.Selected selected,
      List<Path> classPath,
      Progress progress) {
    this.request = request;
    this.images = images;
    this.runner = runner;
    this.selected = selected;
    this.classPath = classPath;
    this.progress = progress;
  }

  /**
   * Runs the tests in a kernel.
   *
   * @param place its position among the kernels, for the log
   */
  KernelReport of(Kernel kernel, String place) {
    Path directory = ReportDirectory.cleared(request.reports().toAbsolutePath(), kernel.name());
    Path image = directory.resolve("guest.cpio");
    Path work = directory.resolve("work");
    List<Path> modules =
        KernelModules.find(kernel, request.guest().modules(), work.resolve("modules"));
    images.write(contents(kernel, modules), image, work);
    progress.info("kernel " + kernel.name() + ": boots " + kernel.release() + ", " + place);
    long start = System.nanoTime();
    Transcript transcript = new Transcript();
    RunProgress told = new RunProgress(progress, kernel.name(), numberOfClasses(), transcript);
    Machine machine = machine(kernel, image, directory);
    Optional<String> breakdown = runner.run(machine, transcript, told);
    ConsoleTail.troubles(machine.console()).stream()
        .filter(line -> breakdown.isEmpty()) // else it is part of what is reported
        .forEach(line -> progress.warn("kernel " + kernel.name() + ": on its console: " + line));
    delete(image);
    KernelReport report =
        KernelReport.judged(
            new KernelReport(
                kernel.name(),
                transcript.release(),
                transcript.java(),
                transcript.outcomes(),
                transcript.printed(),
                breakdown,
                transcript.boot(),
                Duration.ofNanos(System.nanoTime() - start)));
    SurefireXml.write(directory, report);
    progress.info(line(report));
    return report;
  }

  /** Which of the classes have tests of the groups is known in the guest. */
  private String numberOfClasses() {
    boolean isKnown =
        request.tests().groups().isEmpty() && request.tests().excludedGroups().isEmpty();
    return selected.classes().size() + (isKnown ? "" : " at most");
  }

  private GuestContents contents(Kernel kernel, List<Path> modules) {
    List<String> arguments = new ArrayList<>(JVM_ARGUMENTS);
    arguments.add("-Duser.timezone=" + TimeZone.getDefault().getID());
    request
        .guest()
        .systemProperties()
        .forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    arguments.addAll(request.guest().jvmArguments());
    Duration time = request.limits().time();
    RunPlan plan =
        new RunPlan(
            selected.classes(),
            selected.methods(),
            request.tests().groups(),
            request.tests().excludedGroups(),
            request.guest().leakCheck(),
            "/dev/" + request.guest().architecture().results(),
            (long) (time.toSeconds() * SHORT_OF_TIME));
    return new GuestContents(
        classPath,
        arguments,
        plan,
        kernel.release(),
        kernel.config(),
        modules,
        request.limits().longest().plus(ORPHANED));
  }

  private Machine machine(Kernel kernel, Path image, Path directory) {
    List<String> arguments = new ArrayList<>(SecurityModules.kernelArguments(kernel));
    arguments.addAll(request.guest().kernelArguments());
    return new Machine(
        request.guest().architecture(),
        request.limits(),
        kernel.image(),
        image,
        arguments,
        directory.resolve("console.log"),
        directory.resolve("results.bin"));
  }

  private static String line(KernelReport report) {
    return String.format(
        "kernel %s: passed=%d, failed=%d, skipped=%d%s, %.1f s",
        report.kernel(),
        report.count(Status.PASSED),
        report.count(Status.FAILED),
        report.count(Status.SKIPPED),
        report.breakdown().isPresent() ? ", the guest itself failed" : "",
        report.time().toMillis() / 1000.0);
  }

  private static void delete(Path image) {
    try {
      Files.deleteIfExists(image);
    } catch (IOException e) {
      throw new KernelTestException(image + ": cannot be deleted: " + e, e);
    }
  }
}
