package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.IncrementalBuild;
import dev.bpfj.maven.build.Input;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import dev.bpfj.maven.build.InputStamp;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.Unit;
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
  private final BuildLog log;
  private final Digests digests = new Digests();

  /**
   * Makes a compiler for one run.
   *
   * @param request what to compile
   * @param log where compiler warnings and the outcome go
   */
  public BpfCompiler(CompileRequest request, BuildLog log) {
    this.request = request;
    this.log = log;
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
    List<Unit> units = sources.isEmpty() ? List.of() : units(sources, environment);
    IncrementalBuild build =
        new IncrementalBuild(request.stateFile(), List.of(request.objectDirectory()), digests);
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
              + request.objectDirectory());
    }
  }

  private List<Unit> units(List<Path> sources, Map<String, String> environment) throws IOException {
    Path program = new ClangFinder(environment.getOrDefault("PATH", "")).find(request.clang());
    Clang clang = new Clang(program, request.baseDirectory());
    ClangCommand command = new ClangCommand(request);
    List<String> key = new ArrayList<>(command.options());
    key.add(clang.identity());
    String digest = Digests.of(key);
    log.debug("clang=" + program + ", options=" + command.options());
    List<Unit> units = new ArrayList<>();
    for (Path source : sources) {
      Path relative = request.sourceDirectory().relativize(source);
      units.add(new Unit(relative.toString(), digest, () -> compile(clang, command, relative)));
    }
    return units;
  }

  private Unit.Product compile(Clang clang, ClangCommand command, Path relative)
      throws IOException, InterruptedException {
    clang.requireBpf();
    Path source = request.sourceDirectory().resolve(relative);
    Path object = request.objectDirectory().resolve(objectName(relative));
    OutputFiles.makeParent(object);
    Path newObject = OutputFiles.temporary(object);
    Path depfile = newObject.resolveSibling(newObject.getFileName() + ".d");
    try {
      long start = System.currentTimeMillis();
      Clang.Run run = clang.run(command.arguments(source, newObject, depfile));
      if (run.exit() != 0) {
        throw new InputException(
            source
                + ": clang does not accept it: exit="
                + run.exit()
                + ", clang="
                + clang
                + "\n"
                + run.output().stripTrailing());
      }
      run.output().lines().forEach(log::warn);
      List<Input> inputs = inputs(Files.readString(depfile), start);
      OutputFiles.moveTo(newObject, object);
      return new Unit.Product(inputs, List.of(object));
    } finally {
      OutputFiles.discard(newObject);
      OutputFiles.discard(depfile);
    }
  }

  private static String objectName(Path relative) {
    String name = relative.toString();
    return name.substring(0, name.length() - SOURCE.length()) + OBJECT;
  }

  private List<Input> inputs(String depfile, long start) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String name : Depfile.prerequisites(depfile)) {
      Path path = request.baseDirectory().resolve(name);
      long modified = Files.getLastModifiedTime(path).toMillis();
      // Changed while clang ran: nobody knows which of the two contents it saw.
      boolean changed = start <= modified && modified <= System.currentTimeMillis();
      inputs.add(new InputStamp(path, changed ? "" : digests.of(path)));
    }
    return inputs;
  }
}
