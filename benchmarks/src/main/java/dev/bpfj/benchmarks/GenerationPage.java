package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The site's page of the generator's speed. */
final class GenerationPage {
  /** What a run of Maven is started with: nothing, or what the page suggests. */
  static final List<String> OPTIONS = List.of("", " -XX:TieredStopAtLevel=1");

  /** How many times the corpus the curve goes. */
  static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16);

  private static final String TITLE = "CPU seconds, by how many times the corpus";
  private static final double TICK = 0.01; // seconds, the resolution of processor times

  private final String machine;
  private final String objects;
  private final Timings one;
  private final Timings corpus;
  private final Timings growth;

  /**
   * Prepares the page.
   *
   * @param machine a line about the machine
   * @param objects a line about the objects
   * @param one of one object: for each of the options what {@link Times} has of Maven's, then
   *     bpftool's and libbpf-cargo's times
   * @param corpus the same of the corpus
   * @param growth of the goal for each of the sizes, then of bpftool for the first one
   */
  GenerationPage(String machine, String objects, Timings one, Timings corpus, Timings growth) {
    this.machine = machine;
    this.objects = objects;
    this.one = one;
    this.corpus = corpus;
    this.growth = growth;
  }

  /**
   * The times of one round, in nanoseconds.
   *
   * @param nothing of a Maven run that does nothing
   * @param scratch of one that generates all
   * @param upToDate of one that finds all up to date
   * @param bpftool of bpftool
   * @param cargo of libbpf-cargo
   */
  record Times(double nothing, double scratch, double upToDate, double bpftool, double cargo) {
    private static final int OF_MAVEN = 3;

    static Times of(double[] all, int options) {
      int first = options * OF_MAVEN;
      int peers = OPTIONS.size() * OF_MAVEN;
      return new Times(all[first], all[first + 1], all[first + 2], all[peers], all[peers + 1]);
    }

    double upToDateSeconds() {
      return (upToDate - nothing) / 1e9;
    }
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

    String cell(Spread spread) {
      String verdict = Double.isNaN(limit) ? "" : ": " + spread.against(limit);
      return " " + interval(spread) + verdict + " |";
    }
  }

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "the corpus from scratch, the goal alone, × bpftool",
              true,
              times -> (times.scratch() - times.nothing()) / times.bpftool(),
              0.25),
          new Figure(
              "the corpus from scratch, the goal alone, × libbpf-cargo",
              true,
              times -> (times.scratch() - times.nothing()) / times.cargo()),
          new Figure(
              "the corpus from scratch, all of Maven's run, × bpftool",
              true,
              times -> times.scratch() / times.bpftool()),
          new Figure("the corpus up to date, the goal alone, s", true, Times::upToDateSeconds),
          new Figure(
              "one object from scratch, the goal alone, s",
              false,
              times -> (times.scratch() - times.nothing()) / 1e9),
          new Figure("one object up to date, the goal alone, s", false, Times::upToDateSeconds));

  /** The curve's picture (SVG). */
  String curve() {
    List<Double> medians = new ArrayList<>();
    for (int i = 0; i < SIZES.size(); i++) {
      medians.add(growth.processors(seconds(i)).median());
    }
    return new Curves(TITLE, SIZES.stream().map(Long::valueOf).toList())
        .add("bpf:skeleton", medians)
        .svg();
  }

  /**
   * The page.
   *
   * @param picture the curve's file
   */
  String text(Path picture) {
    return """
        # Speed of the generator

        `bpf:skeleton` beside `bpftool gen skeleton` and libbpf-cargo, the generator of Rust's libbpf-rs. Whole processes take
        turns; a figure is the median of the rounds, in parentheses the 10th and the 90th percentile. Ratios and differences are
        made within a round. "met" or "missed" stands only where that whole interval lies on one side of what was asked, and
        where there are at least ten rounds. Rounds that another machine disturbed are left out, as for the
        [benchmarks](benchmarks.md).

        "The goal alone" is the time of the run without that of the same run with `-Dbpf.skip`, in which Maven starts, resolves
        the plugin and creates the goal, which then returns. The heap has 512 MiB. bpftool writes to `/dev/null`, the others to
        new files; libbpf-cargo writes the object into its source, as its default is, and does not run rustfmt. CPU time is that
        of all threads, in all rounds.

        %s

        `benchmarks/generate` repeats the measurements and writes this page. Measured on: %s.

        %s
        The option, in `.mvn/jvm.config` or `MAVEN_OPTS`, limits the JVM to its C1 compiler, since optimizing code does not pay
        off in a process that runs for a second. %s of one object, %s of the corpus.

        %s
        ## As the work grows

        ![%s](images/%s)

        | corpus | seconds | CPU time, s |
        |---|---|---|
        %s
        By the clock, these are medians of %s; CPU times are of all rounds. From 8 to 16 times
        the corpus, one corpus more takes %s of the CPU time that bpftool takes for one. What the first one takes beyond that
        is the start: of a JVM that interprets and compiles its code, and of the goal.
        """
        .formatted(
            objects,
            machine,
            figures(),
            rounds(one),
            rounds(corpus),
            times(),
            TITLE,
            picture,
            sizes(),
            rounds(growth),
            number(oneMore().median()));
  }

  /** The table of what was asked. */
  String figures() {
    StringBuilder table =
        new StringBuilder(
            """
            | what | asked | default options | CPU time | with `-XX:TieredStopAtLevel=1` | CPU time |
            |---|---|---|---|---|---|
            """);
    for (Figure figure : FIGURES) {
      table.append("| ").append(figure.what()).append(" | ");
      table.append(Double.isNaN(figure.limit()) ? "" : "at most " + figure.limit()).append(" |");
      Timings timings = figure.isOfCorpus() ? corpus : one;
      for (int i = 0; i < OPTIONS.size(); i++) {
        int options = i;
        ToDoubleFunction<double[]> of = all -> figure.of().applyAsDouble(Times.of(all, options));
        table.append(figure.cell(timings.clock(of)));
        table.append(figure.cell(timings.processors(of)));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private String times() {
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
      for (Timings timings : List.of(one, corpus)) {
        table.append(' ').append(interval(timings.clock(seconds(i)))).append(" | ");
        table.append(processorTime(timings.processors(seconds(i)).median())).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }

  private String sizes() {
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < SIZES.size(); i++) {
      Spread clock = growth.clock(seconds(i));
      table.append(
          "| %s | %s | %s |%n"
              .formatted(
                  SIZES.get(i) == 1 ? "once" : SIZES.get(i) + " times",
                  clock.figures().isEmpty() ? "disturbed" : number(clock.median()),
                  processorTime(growth.processors(seconds(i)).median())));
    }
    return table.toString();
  }

  /** What one corpus more takes in a large run, by what bpftool takes for one. */
  private Spread oneMore() {
    int most = SIZES.size() - 1;
    int more = SIZES.get(most) - SIZES.get(most - 1);
    return growth.processors(all -> (all[most] - all[most - 1]) / more / all[most + 1]);
  }

  private static ToDoubleFunction<double[]> seconds(int which) {
    return all -> all[which] / 1e9;
  }

  private static String rounds(Timings timings) {
    int kept = timings.turns().rounds().size();
    return "%d rounds (%d more were dropped)".formatted(kept, timings.turns().dropped());
  }

  private static String interval(Spread spread) {
    return spread.figures().isEmpty() ? "disturbed" : spread.text("%.2f");
  }

  private static String processorTime(double seconds) {
    return seconds < 2 * TICK ? "below " + number(2 * TICK) : number(seconds);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
