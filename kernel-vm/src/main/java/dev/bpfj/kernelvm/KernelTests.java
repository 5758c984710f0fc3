package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.image.BaseImage;
import dev.bpfj.kernelvm.image.GuestImage;
import dev.bpfj.kernelvm.io.Trees;
import dev.bpfj.kernelvm.kernel.Kernel;
import dev.bpfj.kernelvm.qemu.Accelerator;
import dev.bpfj.kernelvm.qemu.AcceleratorProbe;
import dev.bpfj.kernelvm.qemu.GuestRunner;
import dev.bpfj.kernelvm.qemu.Guests;
import dev.bpfj.kernelvm.qemu.Qemu;
import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.report.KernelTestReport;
import dev.bpfj.kernelvm.select.ClassScanner;
import dev.bpfj.kernelvm.select.TestPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tests on kernels. */
public final class KernelTests {
  private static final String MIRROR_ADVICE =
      "name one by -Dbpf.kernelTest.mirror=http://HOST/debian, or give a kernel as a file by"
          + " -Dbpf.kernelTest.kernels=/boot/vmlinuz-VERSION, and libbpf and Java of this machine";

  private final KernelTestRequest request;
  private final Progress progress;
  private final Architecture architecture;

  private KernelTests(KernelTestRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    this.architecture = request.guest().architecture();
  }

  /**
   * Boots every kernel, runs the tests on each, and writes the reports.
   *
   * @param request the tests and kernels
   * @param progress told what happens
   * @return the results; a test or a guest that fails is part of them and does not throw
   * @throws InvalidRequestException if the request is invalid
   * @throws KernelTestException if this machine cannot run the tests, since a tool or the network
   *     is missing
   */
  public static KernelTestReport run(KernelTestRequest request, Progress progress) {
    return new KernelTests(request, progress).run();
  }

  private KernelTestReport run() {
    request.limits().check();
    request.guest().check();
    ClassScanner.Selected selected = ClassScanner.scan(request.tests());
    TestPreview.of(request.tests(), selected, request.guest().classPath())
        .ifPresent(progress::warn);
    Qemu qemu = Qemu.onPath(architecture);
    List<Path> classPath = GuestClassPath.of(request.guest().classPath());
    Kernels known = new Kernels(request.sources(), architecture, MIRROR_ADVICE, progress);
    List<Kernel> kernels = resolve(known);
    BaseImage base =
        BaseImage.of(
            request.guest(),
            known.packages(),
            request.sources().cache().toAbsolutePath(),
            progress);
    GuestImage images = new GuestImage(architecture, base);
    try (Guests guests = new Guests()) {
      Accelerator accelerator = accelerator(qemu, guests, images, kernels.get(0));
      GuestRunner runner = new GuestRunner(qemu, accelerator, guests);
      KernelRun run = new KernelRun(request, images, runner, selected, classPath, progress);
      KernelTestReport report = new KernelTestReport(sideBySide(run, kernels));
      write(report);
      return report;
    }
  }

  private List<Kernel> resolve(Kernels known) {
    boolean withModules = !request.guest().modules().isEmpty();
    List<Kernel> kernels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<String> asked = request.kernels();
    for (String wanted : asked.isEmpty() ? known.list().names() : asked) {
      Path scratch = request.reports().toAbsolutePath().resolve("unpacked-" + kernels.size());
      Kernel kernel = known.find(wanted, withModules, scratch);
      if (!names.add(kernel.name())) {
        throw new InvalidRequestException(
            "kernel '" + wanted + "': named twice: both would report as '" + kernel.name() + "'");
      }
      kernels.add(kernel);
    }
    return kernels;
  }

  private Accelerator accelerator(Qemu qemu, Guests guests, GuestImage images, Kernel kernel) {
    try {
      Path work = Files.createTempDirectory("kvm-probe");
      try {
        Path image = work.resolve("probe.cpio");
        images.writeProbe(image);
        return new AcceleratorProbe(architecture, qemu, guests, progress)
            .choose(kernel.image(), image, work);
      } finally {
        Trees.delete(work);
      }
    } catch (IOException e) {
      throw new KernelTestException("temporary directory: cannot be made: " + e, e);
    }
  }

  private List<KernelReport> sideBySide(KernelRun run, List<Kernel> kernels) {
    ExecutorService threads = Executors.newFixedThreadPool(request.limits().sideBySide());
    try {
      List<Future<KernelReport>> runs = new ArrayList<>();
      for (Kernel kernel : kernels) {
        String place = (runs.size() + 1) + " of " + kernels.size();
        runs.add(threads.submit(() -> run.of(kernel, place)));
      }
      List<KernelReport> reports = new ArrayList<>();
      for (Future<KernelReport> future : runs) {
        reports.add(get(future));
      }
      return reports;
    } finally {
      threads.shutdownNow();
    }
  }

  private static KernelReport get(Future<KernelReport> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelTestException("interrupted while guests ran", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KernelTestException known) {
        throw known;
      }
      throw new KernelTestException("a guest could not be run: " + e.getCause(), e);
    }
  }

  private void write(KernelTestReport report) {
    Path file = request.reports().resolve("summary.txt");
    try {
      Files.createDirectories(request.reports());
      Files.writeString(file, report.summary());
    } catch (IOException e) {
      throw new KernelTestException(file + ": cannot be written: " + e, e);
    }
  }
}
