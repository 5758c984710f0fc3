package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.BuildProgress;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.IncrementalBuild;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles the BPF programs of a directory incrementally. */
public final class BpfCompiler {
  private static final String SOURCE = ".bpf.c";
  private static final String OBJECT = ".bpf.o";

  private final CompileRequest request;
  private final Toolchain toolchain;
  private final List<CompileTarget> targets;
  private final BuildLog log;
  private final OutputRoot root;
  private final Digests digests = new Digests();

  /**
   * Makes a compiler for one run.
   *
   * @param request what to compile
   * @param toolchain the compiler and headers that come with the plugin
   * @param targets the targets, at least one
   * @param log gets compiler warnings and the result
   */
  public BpfCompiler(
      CompileRequest request, Toolchain toolchain, List<CompileTarget> targets, BuildLog log) {
    this.request = request;
    this.toolchain = toolchain;
    this.targets = List.copyOf(targets);
    this.log = log;
    this.root = new OutputRoot(request.objectDirectory());
  }

  /**
   * Compiles what changed and deletes the objects whose sources are gone.
   *
   * @param environment the environment variables, of which {@code PATH} is used
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   * @throws InputException if there is no compiler, or it does not accept a source
   */
  public void run(Map<String, String> environment) throws IOException, InterruptedException {
    OutputFiles.requireDirectory(request.objectDirectory(), "bpf.objectDirectory");
    List<Path> sources = InputFiles.below(request.sourceDirectory(), SOURCE);
    CompilerChoice compiler =
        new CompilerChoice(request, environment.getOrDefault("PATH", ""), toolchain.clang(), log);
    for (CompileTarget target : targets) {
      target.vmlinux().refresh();
    }
    List<Unit> units = sources.isEmpty() ? List.of() : units(sources, compiler);
    IncrementalBuild build =
        new IncrementalBuild(request.stateFile(), List.of(root), Map.of(), digests);
    BuildProgress progress = new BuildProgress(log, "compiling", units.size(), what());
    IncrementalBuild.Result result = build.run(units, progress::next);
    for (Path object : result.deleted()) {
      log.info("deleted " + object + ": no longer an output of this build");
    }
    if (sources.isEmpty()) {
      log.info("nothing to compile: no *" + SOURCE + " file below " + request.sourceDirectory());
    } else {
      String places =
          result.built() == 0 ? "" : " to " + request.objectDirectory() + compiler.used();
      log.info("compiled " + result.built() + " of " + units.size() + " " + what() + places);
    }
  }

  private String what() {
    String names = String.join(", ", targets.stream().map(CompileTarget::name).toList());
    return names.isEmpty() ? "BPF source(s)" : "BPF object(s) for " + names;
  }

  private List<Unit> units(List<Path> sources, CompilerChoice compiler) throws IOException {
    List<Unit> units = new ArrayList<>();
    for (CompileTarget target : targets) {
      ClangCommand command = new ClangCommand(request, target, toolchain.headers());
      List<String> key = new ArrayList<>(command.options());
      key.addAll(compiler.identity());
      String digest = Digests.of(key);
      log.debug("options=" + command.options());
      TargetCompilation compilation = new TargetCompilation(request, target, command, digests, log);
      for (Path source : sources) {
        Path relative = request.sourceDirectory().relativize(source);
        Path object = target.objects().resolve(objectName(relative));
        String name = target.name().isEmpty() ? "" : target.name() + ":";
        units.add(
            new Unit(
                name + relative,
                digest,
                () -> compilation.compile(compiler.get(), source, object)));
      }
    }
    return units;
  }

  private static String objectName(Path relative) {
    String name = relative.toString();
    return name.substring(0, name.length() - SOURCE.length()) + OBJECT;
  }
}
