package dev.bpfj.maven.compile;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.kernelvm.io.Trees;
import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import dev.bpfj.maven.vmlinux.HeaderRequest;
import dev.bpfj.maven.vmlinux.VmlinuxHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether programs can be compiled on this machine, without downloading anything. */
public final class CompilerCheck {
  private static final String PROGRAM =
      """
      #include <linux/bpf.h>
      #include <bpf/bpf_helpers.h>
      #include <bpf/bpf_tracing.h>
      #include <bpf/bpf_core_read.h>
      SEC("raw_tp/sys_enter")
      int on_enter(void *ctx)
      {
      	return 0;
      }
      """;

  private final String wanted;
  private final Map<String, String> environment;
  private final Toolchain toolchain;

  /**
   * A check.
   *
   * @param wanted the compiler's name or path; empty for what would be chosen
   * @param environment the environment variables, of which {@code PATH} is used
   * @param toolchain what comes with the plugin
   */
  public CompilerCheck(String wanted, Map<String, String> environment, Toolchain toolchain) {
    this.wanted = wanted;
    this.environment = environment;
    this.toolchain = toolchain;
  }

  /**
   * What was found.
   *
   * @param suffices whether programs can be compiled with it
   * @param text what it is
   * @param fix how to fix it, empty if it suffices
   */
  public record Answer(boolean suffices, String text, String fix) {}

  /**
   * The compiler that would be chosen.
   *
   * @return which one, and its version
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   */
  public Answer clang() throws IOException, InterruptedException {
    try {
      Optional<Clang> local = local();
      if (local.isPresent()) {
        return new Answer(true, "clang " + local.get().version() + ", " + local.get(), "");
      }
      return toolchain.clang().isForThisMachine()
          ? new Answer(true, "none found; bpf:compile downloads " + BundledClang.IDENTITY, "")
          : new Answer(false, "none that is recent enough", ClangFinder.INSTALL);
    } catch (InputException e) {
      return new Answer(false, String.valueOf(e.getMessage()), ClangFinder.INSTALL);
    }
  }

  /**
   * Checks the headers that nearly every program includes by compiling a program.
   *
   * @return whether it compiles
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   */
  public Answer headers() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("bpf-doctor");
    try {
      Optional<Clang> local = local();
      if (local.isEmpty()) {
        return new Answer(false, "not looked for: there is no clang yet", "compile once");
      }
      Files.writeString(
          Files.createDirectory(directory.resolve("src")).resolve("a.bpf.c"), PROGRAM);
      CompileTarget target =
          CompileTarget.ofThisMachine(directory.resolve("obj"), header(directory));
      new BpfCompiler(request(directory), toolchain, List.of(target), new NoLog()).run(environment);
      return new Answer(true, "those of libbpf and the kernel, which come with the plugin", "");
    } catch (InputException e) {
      List<String> said = String.valueOf(e.getMessage()).lines().toList();
      String error =
          said.stream().filter(line -> line.contains("error:")).findFirst().orElse(said.get(0));
      return new Answer(
          false, error, "take a newer clang, or the bundled one by -Dbpf.clang=bundled");
    } finally {
      Trees.delete(directory);
    }
  }

  private Optional<Clang> local() throws IOException, InterruptedException {
    CompilerChoice choice =
        new CompilerChoice(
            request(Path.of("").toAbsolutePath()),
            environment.getOrDefault("PATH", ""),
            toolchain.clang(),
            new NoLog());
    return choice.local();
  }

  private CompileRequest request(Path directory) {
    return new CompileRequest(
        directory,
        directory.resolve("src"),
        directory.resolve("obj"),
        directory.resolve("artifacts"),
        new StateFile(directory.resolve("state"), new OutputRoot(directory)),
        wanted,
        new CompileRequest.Options("v3", List.of(), List.of(), List.of()));
  }

  /** A header that is never generated, since the program does not include it. */
  private static HeaderOnDemand header(Path directory) {
    Sources none = Sources.cachedIn(directory);
    HeaderRequest request =
        new HeaderRequest(
            List.of(), "", Optional.empty(), List.of(), true, directory, directory, none);
    Path file = directory.resolve("headers").resolve(VmlinuxHeader.NAME);
    return new HeaderOnDemand(
        new VmlinuxHeader(request, file, new NoLog()),
        new StateFile(directory.resolve("header-state"), new OutputRoot(directory)),
        "");
  }

  /** Discards messages; the check itself reports what it found. */
  private static final class NoLog implements BuildLog {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void debug(String message) {}
  }
}
