package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures {@code bpf:skeleton} in turns with {@code bpftool gen skeleton} and libbpf-cargo, and
 * how it grows with the work; writes the site's page of it.
 */
public final class Generation {
  private static final List<Long> SIZES = List.of(1L, 2L, 4L, 8L, 16L);

  /** The largest one. */
  private static final int MOST = SIZES.size() - 1;

  /** Each run writes to some hundred megabytes, so the curve gets fewer rounds. */
  private static final int ROUNDS_OF_CURVE = 3;

  /** What a run of Maven is started with: nothing, or what the page suggests. */
  private static final List<String> OPTIONS = List.of("", " -XX:TieredStopAtLevel=1");

  private static final String BPFTOOL =
      """
      mkdir "$1"
      for object in "$0"/*.bpf.o; do
        name=${object##*/}
        /usr/sbin/bpftool gen skeleton "$object" >"$1/${name%.bpf.o}.skel.h" || exit 1
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
    Measured one = generation.measure("one", rounds);
    Measured corpus = generation.measure("1", rounds);
    String curve = generation.curve(Path.of(args[2]));
    Files.writeString(
        Path.of(args[1]),
        head(args[4], args[5]) + figures(one, corpus) + times(one, corpus) + curve);
  }

  /**
   * The times of one round, in nanoseconds.
   *
   * @param nothing of a Maven run that does nothing
   * @param scratch of one that generates all
   * @param upToDate of one that finds all up to date
   */
  record Times(double nothing, double scratch, double upToDate, double bpftool, double cargo) {}

  /**
   * What was measured with a set of objects.
   *
   * @param runs Maven's, three for each of the options, then the peers'
   * @param turns their times, in the same order
   */
  private record Measured(List<ProcessContestant> runs, Turns turns) {

    /** By the clock, of the rounds that nothing disturbed. */
    Spread time(ToDoubleFunction<double[]> figure) {
      return turns.spread(figure);
    }

    /** Of the processors, in all rounds: what waits for a processor takes nothing of it. */
    Spread processorTime(ToDoubleFunction<double[]> figure) {
      List<Double> figures = new ArrayList<>();
      for (int i = 0; i < runs.get(0).processorTimes().size(); i++) {
        int round = i;
        figures.add(
            figure.applyAsDouble(
                runs.stream().mapToDouble(run -> run.processorTimes().get(round)).toArray()));
      }
      return new Spread(figures, 0);
    }
  }

  private static Times times(double[] all, int options) {
    int first = options * 3;
    int peers = OPTIONS.size() * 3;
    return new Times(all[first], all[first + 1], all[first + 2], all[peers], all[peers + 1]);
  }

  private Measured measure(String objects, int rounds) throws IOException {
    List<ProcessContestant> runs = new ArrayList<>();
    for (String options : OPTIONS) {
      List<String> current = goal(options, objects, output());
      new ProcessContestant(current).turn();
      runs.add(new ProcessContestant(skipped(options)));
      runs.add(new ProcessContestant(() -> goal(options, objects, output())));
      runs.add(new ProcessContestant(current));
    }
    String in = work.resolve(objects).toString();
    runs.add(bpftool(in));
    runs.add(new ProcessContestant(() -> List.of(libbpfCargo.toString(), in, output().toString())));
    Turns turns = Turns.take(runs, rounds, machine);
    System.out.printf("%s: %d rounds, %d dropped%n", in, turns.rounds().size(), turns.dropped());
    return new Measured(runs, turns);
  }

  private ProcessContestant bpftool(String in) {
    return new ProcessContestant(() -> List.of("bash", "-c", BPFTOOL, in, output().toString()));
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

  /**
   * A figure of the page.
   *
   * @param what it is
   * @param isOfCorpus whether it is of the corpus, else of one object
   * @param of makes it of a round's times
   * @param limit what it may be at most; NaN if nothing was asked
   */
  private record Figure(String what, boolean isOfCorpus, ToDoubleFunction<Times> of, double limit) {
    Figure(String what, boolean isOfCorpus, ToDoubleFunction<Times> of) {
      this(what, isOfCorpus, of, Double.NaN);
    }

    String line(Measured one, Measured corpus) {
      StringBuilder line = new StringBuilder("| ").append(what).append(" | ");
      line.append(Double.isNaN(limit) ? "" : "at most " + limit).append(" |");
      Measured measured = isOfCorpus ? corpus : one;
      for (int i = 0; i < OPTIONS.size(); i++) {
        int options = i;
        ToDoubleFunction<double[]> figure = all -> of.applyAsDouble(times(all, options));
        line.append(cell(measured.time(figure))).append(cell(measured.processorTime(figure)));
      }
      return line.append('\n').toString();
    }

    private String cell(Spread spread) {
      String verdict = Double.isNaN(limit) ? "" : ": " + spread.against(limit);
      return " " + interval(spread) + verdict + " |";
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "the corpus, from scratch, beyond nothing, × bpftool",
              true,
              times -> (times.scratch() - times.nothing()) / times.bpftool(),
              0.25),
          new Figure(
              "the corpus, from scratch, beyond nothing, × libbpf-cargo",
              true,
              times -> (times.scratch() - times.nothing()) / times.cargo()),
          new Figure(
              "the corpus, from scratch, all of Maven's run, × bpftool",
              true,
              times -> times.scratch() / times.bpftool()),
          new Figure("the corpus, all up to date, beyond nothing, s", true, Generation::ofUpToDate),
          new Figure(
              "one object, from scratch, beyond nothing, s",
              false,
              times -> (times.scratch() - times.nothing()) / 1e9),
          new Figure("one object, up to date, beyond nothing, s", false, Generation::ofUpToDate));

  private static double ofUpToDate(Times times) {
    return (times.upToDate() - times.nothing()) / 1e9;
  }

  private static String figures(Measured one, Measured corpus) {
    StringBuilder table =
        new StringBuilder(
            """

            | what | asked | default options | CPU time | with `-XX:TieredStopAtLevel=1` | CPU time |
            |---|---|---|---|---|---|
            """);
    FIGURES.forEach(figure -> table.append(figure.line(one, corpus)));
    System.out.print(table);
    return table
        + """

        The option, in `.mvn/jvm.config` or `MAVEN_OPTS`, limits the JVM to its C1 compiler, since optimizing code does
        not pay off in a process that runs for a second. %d rounds of one object, %d of the corpus; dropped: %d and %d.
        """
            .formatted(
                one.turns().rounds().size(),
                corpus.turns().rounds().size(),
                one.turns().dropped(),
                corpus.turns().dropped());
  }

  private static String times(Measured one, Measured corpus) {
    List<String> names = new ArrayList<>();
    for (String options : OPTIONS) {
      String with = options.isEmpty() ? "" : ", `" + options.strip() + "`";
      names.add("a Maven run that does nothing" + with);
      names.add("`bpf:skeleton`, from scratch" + with);
      names.add("`bpf:skeleton`, all up to date" + with);
    }
    names.add("`bpftool gen skeleton`, a process for each object");
    names.add("libbpf-cargo, one process");
    StringBuilder table =
        new StringBuilder(
            """

            | seconds | one object | CPU time | the corpus | CPU time |
            |---|---|---|---|---|
            """);
    for (int i = 0; i < names.size(); i++) {
      table.append("| ").append(names.get(i)).append(" |");
      for (Measured measured : List.of(one, corpus)) {
        int at = i;
        ToDoubleFunction<double[]> seconds = all -> all[at] / 1e9;
        table.append(' ').append(interval(measured.time(seconds))).append(" | ");
        table.append(median(measured.processorTime(seconds))).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private String curve(Path picture) throws IOException {
    List<ProcessContestant> runs = new ArrayList<>();
    for (long size : SIZES) {
      runs.add(new ProcessContestant(() -> goal("", Long.toString(size), output())));
    }
    runs.add(bpftool(work.resolve("1").toString()));
    Measured measured = new Measured(runs, Turns.take(runs, ROUNDS_OF_CURVE, machine));
    List<Double> medians = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < SIZES.size(); i++) {
      int at = i;
      ToDoubleFunction<double[]> seconds = all -> all[at] / 1e9;
      Spread processors = measured.processorTime(seconds);
      medians.add(processors.median());
      File[] objects = work.resolve(SIZES.get(i).toString()).toFile().listFiles();
      table.append(
          "| %d times, %d objects | %s | %s |%n"
              .formatted(
                  SIZES.get(i),
                  objects == null ? 0 : objects.length,
                  interval(measured.time(seconds)),
                  median(processors)));
    }
    String title = "CPU seconds, by how many times the corpus";
    Files.writeString(picture, new Curves(title, SIZES).add("bpf:skeleton", medians).svg());
    ToDoubleFunction<double[]> oneMore =
        all ->
            (all[MOST] - all[MOST - 1]) / (SIZES.get(MOST) - SIZES.get(MOST - 1)) / all[MOST + 1];
    return """

        ![%s](images/%s)

        | corpus | seconds | CPU time, s |
        |---|---|---|
        %s
        One more corpus in a run, by the last two lines, takes %s of bpftool's time, and of its CPU time %s. What the
        first one takes beyond that is a JVM that starts: it loads classes, links them, and compiles what runs often.
        """
        .formatted(
            title,
            picture.getFileName(),
            table,
            interval(measured.time(oneMore)),
            interval(measured.processorTime(oneMore)));
  }

  private static String interval(Spread spread) {
    if (spread.figures().isEmpty()) {
      return "disturbed";
    }
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.low(), spread.high());
  }

  private static String median(Spread spread) {
    return String.format(Locale.ROOT, "%.2f", spread.median());
  }

  private static String head(String machine, String objects) {
    return """
        # Speed of the generator

        `bpf:skeleton` beside `bpftool gen skeleton` and libbpf-cargo, the generator of Rust's libbpf-rs. Whole processes take
        turns; a figure is the median of the rounds, in parentheses the 10th and the 90th percentile. Ratios and differences are
        made within a round. "met" or "missed" stands only where that whole interval lies on one side of what was asked. Rounds
        that another machine disturbed are left out, as for the [benchmarks](benchmarks.md).

        "Beyond nothing" is the goal's own time: that of the run without the time of the same run with `-Dbpf.skip`, in which
        Maven starts, resolves the plugin and creates the goal, which then returns. The heap has 512 MiB. All of them write
        new files; libbpf-cargo does not run rustfmt. CPU time is that of all threads, in all rounds. %s

        `benchmarks/generate` repeats the measurements and writes this page. Measured on: %s.
        """
        .formatted(objects, machine);
  }
}
