package dev.bpfj.maven.doctor;

import dev.bpfj.maven.compile.CompilerCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks a machine. */
public final class Doctor {
  private static final int OLDEST_JDK = 17;

  private final String mavenVersion;
  private final CompilerCheck compiler;
  private final Supplier<List<Path>> binding;

  /**
   * Creates a check of this machine.
   *
   * @param mavenVersion Maven's version
   * @param compiler tells which compiler {@code bpf:compile} would take
   * @param binding resolves the class path of libbpf-binding
   */
  public Doctor(String mavenVersion, CompilerCheck compiler, Supplier<List<Path>> binding) {
    this.mavenVersion = mavenVersion;
    this.compiler = compiler;
    this.binding = binding;
  }

  /**
   * Runs all checks.
   *
   * @return the findings: for building, for running, for tests in other kernels
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   */
  public List<Finding> findings() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    findings.add(Finding.ok(Finding.BUILD, "Maven", mavenVersion));
    findings.add(of("clang", compiler.clang()));
    findings.add(of("headers", compiler.headers()));
    findings.addAll(new KernelFindings(Path.of("/")).all());
    findings.add(new LibbpfFinding(binding).get());
    findings.addAll(GuestFindings.all());
    return findings;
  }

  private static Finding jdk() {
    String found =
        System.getProperty("java.version", "") + ", " + System.getProperty("java.home", "");
    return Runtime.version().feature() >= OLDEST_JDK
        ? Finding.ok(Finding.BUILD, "JDK", found)
        : Finding.missing(Finding.BUILD, "JDK", found, "JDK 17 or later");
  }

  private static Finding of(String name, CompilerCheck.Answer answer) {
    return answer.suffices()
        ? Finding.ok(Finding.BUILD, name, answer.text())
        : Finding.missing(Finding.BUILD, name, answer.text(), answer.fix());
  }
}
