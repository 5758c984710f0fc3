package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.Input;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputStamp;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles programs for one target. Thread-safe. */
final class TargetCompilation {
  private final CompileRequest request;
  private final CompileTarget target;
  private final ClangCommand command;
  private final Digests digests;
  private final BuildLog log;
  private final OutputRoot root;

  TargetCompilation(
      CompileRequest request,
      CompileTarget target,
      ClangCommand command,
      Digests digests,
      BuildLog log) {
    this.request = request;
    this.target = target;
    this.command = command;
    this.digests = digests;
    this.log = log;
    this.root = new OutputRoot(request.objectDirectory());
  }

  /**
   * Compiles a source.
   *
   * @param clang the compiler
   * @param source the source
   * @param object where the object goes
   * @return the source and what it includes as inputs, the object as output
   * @throws IOException if the machine fails
   * @throws InterruptedException if the build is to end
   * @throws InputException if clang does not accept the source
   */
  Unit.Product compile(Clang clang, Path source, Path object)
      throws IOException, InterruptedException {
    OutputFiles.makeParent(root, object);
    Path newObject = OutputFiles.temporary(object);
    Path depfile = newObject.resolveSibling(newObject.getFileName() + ".d");
    OutputFiles.discard(newObject);
    OutputFiles.discard(depfile);
    try {
      long start = System.currentTimeMillis();
      Clang.Run run = clang.compile(command.arguments(source, newObject, depfile));
      if (run.exit() != 0 && ClangAdvice.lacksVmlinux(run.output())) {
        target.vmlinux().make();
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
    String what = target.name().isEmpty() ? "" : ", target=" + target.name();
    lines.add(source + ": does not compile: exit=" + run.exit() + ", clang=" + clang + what);
    run.output().stripTrailing().lines().forEach(lines::add);
    lines.addAll(ClangAdvice.of(run.output()));
    return lines;
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
      boolean isSame = path.equals(target.vmlinux().file()) || isSettled(path, start);
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
   * Whether a file exists and did not change while clang ran, so that clang must have read its
   * present content.
   */
  private static boolean isSettled(Path path, long start) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    long modified = Files.getLastModifiedTime(path).toMillis();
    return modified < start || modified > System.currentTimeMillis();
  }
}
