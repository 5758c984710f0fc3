package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures {@code bpf:skeleton} in turns with {@code bpftool gen skeleton} and libbpf-cargo, and
 * how it grows with the work; writes the site's page of it.
 */
public final class Generation {
  /** Each run of the curve writes up to some gigabytes, so it gets fewer rounds. */
  private static final int ROUNDS_OF_CURVE = 3;

  private static final String BPFTOOL =
      """
      for object in "$0"/*.bpf.o; do
        /usr/sbin/bpftool gen skeleton "$object" >/dev/null || exit 1
      done
      """;

  private final Path work;
  private final Path libbpfCargo;
  private final List<String> maven;
  private final Machine machine = new Machine();
  private int outputs;

  private Generation(Path work, Path libbpfCargo, List<String> maven) {
    this.work = work;
    this.libbpfCargo = libbpfCargo;
    this.maven = maven;
  }

  /**
   * Measures.
   *
   * @param args the folder with the objects: one in {@code one}, the corpus in {@code 1}, many
   *     times that in {@code 2} to {@code 16}; the page; the picture; how many rounds there are; a
   *     line about the machine and one about the objects; the program that runs libbpf-cargo;
   *     Maven's command for the goal, without its directories
   * @throws IOException if anything does not work
   */
  public static void main(String[] args) throws IOException {
    Generation generation =
        new Generation(Path.of(args[0]), Path.of(args[6]), List.of(args).subList(7, args.length));
    int rounds = Integer.parseInt(args[3]);
    Path picture = Path.of(args[2]);
    GenerationPage page =
        new GenerationPage(
            args[4],
            args[5],
            generation.measure("one", rounds),
            generation.measure("1", rounds),
            generation.grow());
    Files.writeString(picture, page.curve());
    Files.writeString(Path.of(args[1]), page.text(picture.getFileName()));
    System.out.print(page.figures());
  }

  /** In the order of {@link GenerationPage.Times}. */
  private Timings measure(String objects, int rounds) throws IOException {
    List<ProcessContestant> runs = new ArrayList<>();
    for (String options : GenerationPage.OPTIONS) {
      List<String> current = goal(options, objects, output());
      run(() -> current).turn();
      runs.add(run(() -> skipped(options)));
      runs.add(run(() -> goal(options, objects, output())));
      runs.add(run(() -> current));
    }
    String in = work.resolve(objects).toString();
    runs.add(run(() -> List.of("bash", "-c", BPFTOOL, in)));
    runs.add(run(() -> List.of(libbpfCargo.toString(), in, output().toString())));
    return take(in, runs, rounds);
  }

  /** The goal for each of {@link GenerationPage#SIZES}, and bpftool for the corpus once. */
  private Timings grow() throws IOException {
    List<ProcessContestant> runs = new ArrayList<>();
    for (int size : GenerationPage.SIZES) {
      runs.add(run(() -> goal("", Integer.toString(size), output())));
    }
    String in = work.resolve("1").toString();
    runs.add(run(() -> List.of("bash", "-c", BPFTOOL, in)));
    return take("the curve", runs, ROUNDS_OF_CURVE);
  }

  private Timings take(String what, List<ProcessContestant> runs, int rounds) throws IOException {
    Turns turns = Turns.take(runs, rounds, machine);
    System.out.printf("%s: %d rounds, %d dropped%n", what, turns.rounds().size(), turns.dropped());
    return new Timings(turns, runs.stream().map(ProcessContestant::processorTimes).toList());
  }

  /** Nobody pays for the pages that the one before has still to write. */
  private static ProcessContestant run(Supplier<List<String>> commands) {
    return new ProcessContestant(
        () -> {
          List<String> command = commands.get();
          sync();
          return command;
        });
  }

  private static void sync() {
    try {
      if (new ProcessBuilder("sync").inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("sync failed");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A directory that does not exist yet. */
  private Path output() {
    return work.resolve("out" + outputs++);
  }

  private List<String> goal(String options, String objects, Path output) {
    return Stream.concat(
            maven(options),
            Stream.of("-Dbpf.objects=" + work.resolve(objects), "-Dbpf.outputDirectory=" + output))
        .toList();
  }

  private List<String> skipped(String options) {
    return Stream.concat(maven(options), Stream.of("-Dbpf.skip")).toList();
  }

  private Stream<String> maven(String options) {
    String given = System.getenv().getOrDefault("MAVEN_OPTS", "");
    return Stream.concat(
        Stream.of("env", "MAVEN_OPTS=" + given + " -Xmx512m" + options), maven.stream());
  }
}
