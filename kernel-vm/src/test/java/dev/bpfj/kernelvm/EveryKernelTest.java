package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.incase.JavaCases;
import dev.bpfj.kernelvm.incase.ModuleCases;
import dev.bpfj.kernelvm.incase.PassingCases;
import dev.bpfj.kernelvm.report.KernelReport;
import dev.bpfj.kernelvm.report.KernelTestReport;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The same cases on every kernel of the list, and guests that differ from the host. */
public final class EveryKernelTest {
  @Test(groups = "every-kernel")
  public void everyListedKernelRunsTheCasesWithAModule() {
    KernelTestReport report =
        new Guest("every-kernel")
            .every()
            .cases(PassingCases.class, ModuleCases.class)
            .modules("veth")
            .leakCheck()
            .run();
    System.out.println(report.summary());
    assertThat(report.failures()).isEmpty();
  }

  @Test(groups = "every-kernel")
  public void guestTakesAnotherJdkAndAnotherLibbpf() throws Exception {
    Path javaHome = otherJdk();
    String feature =
        Files.readAllLines(javaHome.resolve("release")).stream()
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
            .findFirst()
            .orElseThrow();
    assertThat(
            new Guest("other-jdk")
                .kernels("6.1")
                .cases(JavaCases.class)
                .java(javaHome.toString())
                .libbpf("1.4.6")
                .property("expected.java", feature)
                // A version of the library's symbols, which 1.1.2 cannot have.
                .property("expected.libbpf", "LIBBPF_1.4.0")
                .runOne()
                .failures())
        .isEmpty();
  }

  @Test(groups = "every-kernel")
  public void guestTakesAJdkThatWasBuiltForAnotherDebian() {
    assertThat(
            new Guest("fetched-jdk")
                .kernels("6.1")
                .cases(JavaCases.class)
                .java("25")
                .libbpf("1.4.6")
                .property("expected.java", "25")
                .property("expected.libbpf", "LIBBPF_1.4.0")
                .runOne()
                .failures())
        .isEmpty();
  }

  @Test(groups = "every-kernel")
  public void guestIsOfAnotherArchitecture() {
    KernelReport report =
        new Guest("arm64")
            .architecture("arm64")
            .kernels("6.1")
            .cases(JavaCases.class, PassingCases.class, ModuleCases.class)
            .modules("veth")
            .java("17")
            .libbpf("1.4.6")
            .property("expected.machine", "aarch64")
            .property("expected.java", "17")
            .property("expected.libbpf", "LIBBPF_1.4.0")
            .leakCheck()
            .runOne();
    System.out.println(report.boot() + " to the JVM, " + report.time() + " in all");
    assertThat(report.failures()).isEmpty();
    assertThat(report.count(Status.PASSED)).isEqualTo(18);
  }

  // The newest beside this one.
  private static Path otherJdk() throws Exception {
    Path current = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> homes = Files.list(current.getParent())) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> !Files.isSymbolicLink(home) && !home.equals(current))
          .filter(home -> Files.isReadable(home.resolve("release")))
          .max(java.util.Comparator.naturalOrder())
          .orElseThrow(() -> new SkipException("no other JDK beside " + current));
    }
  }
}
