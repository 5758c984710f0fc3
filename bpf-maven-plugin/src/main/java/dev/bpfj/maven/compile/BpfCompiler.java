package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.IncrementalBuild;
import dev.bpfj.maven.build.Input;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.InputStamp;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles a directory of BPF programs; only those for which something changed. */
public final class BpfCompiler {
  private static final String SOURCE = ".bpf.c";
  private static final String OBJECT = ".bpf.o";

  private final CompileRequest request;
  private final Toolchain toolchain;
  private final HeaderOnDemand vmlinux;
  private final BuildLog log;
  private final OutputRoot root;
  private final Digests digests = new Digests();

  /**
   * Makes a compiler for one run.
   *
   * @param request what to compile
   * @param toolchain what comes with the plugin
   * @param vmlinux the header of kernel types, for programs that include one and have none
   * @param log where compiler warnings and the outcome go
   */
  public BpfCompiler(
      CompileRequest request, Toolchain toolchain, HeaderOnDemand vmlinux, BuildLog log) {
    this.request = request;
    this.toolchain = toolchain;
    this.vmlinux = vmlinux;
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
    vmlinux.refresh();
    List<Unit> units = sources.isEmpty() ? List.of() : units(sources, compiler);
    IncrementalBuild build =
        new IncrementalBuild(request.stateFile(), List.of(root), Map.of(), digests);
    IncrementalBuild.Result result = build.run(units);
    for (Path object : result.deleted()) {
      log.info("deleted " + object + ": its source is gone");
    }
    if (sources.isEmpty()) {
      log.info("nothing to compile: no *" + SOURCE + " file below " + request.sourceDirectory());
    } else {
      log.info(
          "compiled "
              + result.built()
              + " of "
              + sources.size()
              + " BPF source(s) to "
              + request.objectDirectory()
              + compiler.used());
    }
  }

  private List<Unit> units(List<Path> sources, CompilerChoice compiler) throws IOException {
    ClangCommand command = new ClangCommand(request, toolchain.headers(), vmlinux.directory());
    List<String> key = new ArrayList<>(command.options());
    key.addAll(compiler.identity());
    String digest = Digests.of(key);
    log.debug("options=" + command.options());
    List<Unit> units = new ArrayList<>();
    for (Path source : sources) {
      Path relative = request.sourceDirectory().relativize(source);
      units.add(new Unit(relative.toString(), digest, () -> compile(compiler, command, relative)));
    }
    return units;
  }

  private Unit.Product compile(CompilerChoice compiler, ClangCommand command, Path relative)
      throws IOException, InterruptedException {
    Clang clang = compiler.get();
    Path source = request.sourceDirectory().resolve(relative);
    Path object = request.objectDirectory().resolve(objectName(relative));
    OutputFiles.makeParent(root, object);
    Path newObject = OutputFiles.temporary(object);
    Path depfile = newObject.resolveSibling(newObject.getFileName() + ".d");
    OutputFiles.discard(newObject);
    OutputFiles.discard(depfile);
    try {
      long start = System.currentTimeMillis();
      Clang.Run run = clang.compile(command.arguments(source, newObject, depfile));
      if (run.exit() != 0 && ClangAdvice.lacksVmlinux(run.output())) {
        vmlinux.make();
        start = System.currentTimeMillis();
        run = clang.compile(command.arguments(source, newObject, depfile));
      }
      if (run.exit() != 0) {
        throw new InputException(refusal(source, clang, run));
      }
      run.output().lines().forEach(log::warn);
      List<Path> read = read(Files.readString(depfile));
      List<Input> inputs = inputs(source, read, start);
      OutputFiles.moveTo(newObject, object);
      return new Unit.Product(inputs, List.of(object));
    } finally {
      OutputFiles.discard(newObject);
      OutputFiles.discard(depfile);
    }
  }

  private List<String> refusal(Path source, Clang clang, Clang.Run run) {
    List<String> lines = new ArrayList<>();
    lines.add(source + ": clang does not accept it: exit=" + run.exit() + ", clang=" + clang);
    run.output().stripTrailing().lines().forEach(lines::add);
    lines.addAll(ClangAdvice.of(run.output()));
    return lines;
  }

  private static String objectName(Path relative) {
    String name = relative.toString();
    return name.substring(0, name.length() - SOURCE.length()) + OBJECT;
  }

  private List<Path> read(String depfile) {
    return Depfile.prerequisites(depfile).stream().map(request.baseDirectory()::resolve).toList();
  }

  private List<Input> inputs(Path source, List<Path> read, long start) throws IOException {
    List<Input> inputs = new ArrayList<>();
    boolean hasSource = false;
    for (Path path : read) {
      hasSource |= path.equals(source);
      // Our own header is not written while clang runs.
      boolean isSame = path.equals(vmlinux.file()) || isSettled(path, start);
      inputs.add(new InputStamp(path, isSame ? digests.of(path) : ""));
    }
    if (!hasSource) {
      // Clang writes line ends in names as they are and backslashes as slashes: what was read is
      // not known, so that it is compiled again each time.
      inputs.add(new InputStamp(source, ""));
    }
    return inputs;
  }

  /**
   * Whether a file is there and did not change while clang ran, so that clang read this content.
   */
  private static boolean isSettled(Path path, long start) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    long modified = Files.getLastModifiedTime(path).toMillis();
    return modified < start || modified > System.currentTimeMillis();
  }
}
