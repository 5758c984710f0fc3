package dev.bpfj.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the C peers: skeletons by bpftool, of the objects that the Java ones are made of. */
public final class PeerBuild {
  private PeerBuild() {}

  /**
   * Makes them.
   *
   * @param args the folder of this module, built
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    System.out.println(compile(Path.of(args[0])));
  }

  /**
   * Compiles {@code peer.c} and {@code race.c} into a library, and {@code life.c} into a program
   * beside it.
   *
   * @param module the folder of this module, built
   * @return the library
   */
  public static Path compile(Path module) throws IOException, InterruptedException {
    Path out = Files.createDirectories(module.toAbsolutePath().resolve("target/peer"));
    Path object = module.resolve("target/bpf/life.bpf.o");
    Path library = out.resolve("libpeer.so");
    run(
        out.resolve("life.skel.h"),
        List.of(bpftool(), "gen", "skeleton", object.toString(), "name", "life_bpf"));
    Path sources = module.resolve("src/main/c");
    String race = sources.resolve("race.c").toString();
    gcc(out, library, sources.resolve("peer.c"), "-shared", "-fPIC", "-pthread", race);
    gcc(out, out.resolve("life"), sources.resolve("life.c"));
    return library;
  }

  private static void gcc(Path out, Path result, Path source, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-I" + out));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", result.toString(), source.toString(), "-lbpf"));
    run(out.resolve("gcc.txt"), command);
  }

  private static String bpftool() {
    Path sbin = Path.of("/usr/sbin/bpftool"); // not on everyone's PATH
    return Files.isExecutable(sbin) ? sbin.toString() : "bpftool";
  }

  private static void run(Path output, List<String> command)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + ": ended with " + status);
    }
  }
}
