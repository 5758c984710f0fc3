package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the compiler: the one that the user named; else one on the {@code PATH} that is recent
 * enough and has the BPF target; else the bundled one. No compiler is started before the first
 * source has to be compiled. Thread-safe.
 */
final class CompilerChoice {
  private final CompileRequest request;
  private final ClangFinder finder;
  private final BundledClang bundled;
  private final BuildLog log;
  private @Nullable Clang chosen;

  CompilerChoice(CompileRequest request, String path, BundledClang bundled, BuildLog log) {
    this.request = request;
    this.finder = new ClangFinder(path);
    this.bundled = bundled;
    this.log = log;
  }

  /**
   * Identifies all candidates, so that it changes whenever a different compiler might be chosen.
   *
   * @throws InputException if the one that was asked for is not there
   */
  List<String> identity() throws IOException {
    List<String> identity = new ArrayList<>();
    if (!isBundledWanted()) {
      for (Path candidate : candidates()) {
        identity.add(Clang.identity(candidate));
      }
    }
    identity.add(BundledClang.IDENTITY);
    return identity;
  }

  /**
   * The compiler.
   *
   * @throws InputException if there is none that can compile for BPF, with what to do
   */
  synchronized Clang get() throws IOException, InterruptedException {
    if (chosen == null) {
      chosen = choose();
    }
    return chosen;
  }

  /** Describes the compiler that was used, for the log; empty if nothing had to be compiled. */
  synchronized String used() throws IOException, InterruptedException {
    return chosen == null ? "" : " with clang " + chosen.version() + " (" + chosen + ")";
  }

  /**
   * The compiler, if nothing has to be fetched for it.
   *
   * @throws InputException if the one that was asked for cannot compile for BPF, with what to do
   */
  Optional<Clang> local() throws IOException, InterruptedException {
    if (isBundledWanted()) {
      return unpacked();
    } else if (!request.clang().isEmpty()) {
      return Optional.of(named());
    }
    for (Path candidate : candidates()) {
      Clang clang = clang(candidate);
      int version = clang.version();
      if (version >= Clang.OLDEST && clang.hasBpf()) {
        return Optional.of(clang);
      }
      log.info(
          candidate
              + ": not used: "
              + (version >= Clang.OLDEST ? "it has no BPF target" : tooOld(version)));
    }
    return unpacked();
  }

  private Optional<Clang> unpacked() throws IOException, InterruptedException {
    Optional<Clang> clang = bundled.unpacked(request.baseDirectory());
    if (clang.isPresent()) {
      clang.get().requireStart();
    }
    return clang;
  }

  private Clang choose() throws IOException, InterruptedException {
    Optional<Clang> local = local();
    if (local.isPresent()) {
      return local.get();
    }
    Clang clang = bundled.clang(request.baseDirectory());
    clang.requireStart();
    return clang;
  }

  private Clang named() throws IOException, InterruptedException {
    Clang wanted = clang(finder.named(request.clang()));
    if (!wanted.hasBpf()) {
      throw new InputException(
          wanted
              + ": this clang cannot compile for BPF: target=bpf"
              + ClangFinder.OTHERWISE
              + ", or take the bundled one by -Dbpf.clang="
              + BundledClang.NAME);
    }
    return wanted;
  }

  private static String tooOld(int version) {
    return "version=" + version + ", oldest=" + Clang.OLDEST;
  }

  private List<Path> candidates() throws IOException {
    return request.clang().isEmpty() ? finder.candidates() : List.of(finder.named(request.clang()));
  }

  private boolean isBundledWanted() {
    return request.clang().equals(BundledClang.NAME);
  }

  private Clang clang(Path program) {
    return new Clang(program, request.baseDirectory(), List.of());
  }
}
