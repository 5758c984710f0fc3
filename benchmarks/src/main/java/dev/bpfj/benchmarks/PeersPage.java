package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The site's page of Java and its peers. */
final class PeersPage {
  private static final String NONE = "–";
  private static final char SPACE = '\u00a0'; // keeps a number and its unit on one line

  private PeersPage() {}

  static String of(List<PeersRow> rows, Path picture, String machine) {
    String reasons = lines(rows, PeersPage::reason);
    return """
        # Java, C, Go and Rust

        The same work by this project, by C with libbpf, by Go with cilium/ebpf, and by Rust with libbpf-rs and with aya, on the
        same objects. They take turns of 100 ms, each in a process of its own, or of one whole process each; times are medians,
        ratios medians of the rounds with their 10th and 90th percentile. A ring's record has 40 bytes, of which two numbers
        are added up; the map is a hash of ten thousand entries. `benchmarks/peers` repeats the measurements and writes this
        page. Measured on: %s.

        ![Java's time, that of each peer being 1](images/%s)

        %s%s
        ## Java's time, that of a peer being 1

        Below 1, Java is faster.

        %s%s%s
        ## How it is measured

        Java is used by the forms that allocate nothing, a record's view and a map's cursor; its typed maps are among the
        [benchmarks](benchmarks.md). cilium/ebpf looks up by `Lookup(&key, &value)`, libbpf-rs by slices of bytes, aya by a typed
        `HashMap`. All are started anew a few times.

        Java and C use the system's libbpf, libbpf-rs that of `libbpf-natives`, since it needs a newer one; cilium/ebpf and aya
        use none. libbpf-rs reads all entries as one batch: it takes a batch that is not full for the last one, which a hash's
        seldom are. aya 0.13 has no batches. The ring's reader is sent back to the first record, but for aya's, which keeps its
        position private: there the ring is filled anew before each reading, which is not timed. aya reads the kernel's BTF
        whenever it loads an object.
        """
        .formatted(
            machine,
            picture,
            head(Stream.concat(Stream.of(PeersRow.JAVA), PeersRow.PEERS.stream()).toList()),
            lines(rows, PeersPage::times),
            head(
                Stream.concat(
                        PeersRow.PEERS.stream().map(name -> PeersRow.JAVA + " / " + name),
                        Stream.of("rounds, dropped"))
                    .toList()),
            lines(rows, PeersPage::ratios),
            reasons.isEmpty() ? "" : "\n" + reasons);
  }

  private static String head(List<String> names) {
    return line("what", names.stream()) + "|---|" + "---|".repeat(names.size()) + "\n";
  }

  private static String lines(List<PeersRow> rows, Function<PeersRow, String> line) {
    return rows.stream().map(line).collect(Collectors.joining());
  }

  /** A line of the table of times. */
  static String times(PeersRow row) {
    Stream<String> names = Stream.concat(Stream.of(PeersRow.JAVA), PeersRow.PEERS.stream());
    return line(row.what(), cells(row, names, name -> text(row.times(name).median())));
  }

  /** A line of the table of ratios. */
  static String ratios(PeersRow row) {
    Turns turns = row.turns();
    return line(
        row.what(),
        Stream.concat(
            cells(row, PeersRow.PEERS.stream(), name -> row.ratio(name).text("%.2f")),
            Stream.of(turns.rounds().size() + ", " + turns.dropped())));
  }

  private static Stream<String> cells(
      PeersRow row, Stream<String> names, Function<String, String> cell) {
    return names.map(name -> row.has(name) ? cell.apply(name) : NONE);
  }

  private static String line(String what, Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| " + what + " | ", " |\n"));
  }

  /** Which peers are not slower than Java, and why; empty if all are slower. */
  static String reason(PeersRow row) {
    if (row.times(PeersRow.JAVA).isTooFew()) {
      return "- **" + row.what() + "**: too few rounds were undisturbed to tell.\n";
    }
    List<String> ahead = peers(row, ratio -> ratio.low() > 1);
    List<String> level = peers(row, ratio -> ratio.low() <= 1 && ratio.high() >= 1);
    List<String> sentences = new ArrayList<>();
    if (!ahead.isEmpty()) {
      sentences.add(and(ahead) + (ahead.size() == 1 ? " is ahead." : " are ahead."));
      sentences.add(beyond(row, first(row, ahead)));
    }
    if (!level.isEmpty()) {
      sentences.add("There is no measurable difference from " + and(level) + ".");
    }
    return sentences.isEmpty()
        ? ""
        : "- **" + row.what() + "**: " + String.join(" ", sentences) + "\n";
  }

  private static String first(PeersRow row, List<String> ahead) {
    return Collections.max(ahead, Comparator.comparingDouble(name -> row.ratio(name).median()));
  }

  private static String beyond(PeersRow row, String peer) {
    String java =
        row.has(PeersRow.JVM)
            ? "Of Java's %s, a JVM that does nothing takes %s"
                .formatted(
                    text(row.times(PeersRow.JAVA).median()), text(row.times(PeersRow.JVM).median()))
            : "Java takes %s%sns more than %s"
                .formatted(row.beyond(peer).text("%.1f"), SPACE, peer);
    return java + (row.why().isEmpty() ? "." : ". " + row.why());
  }

  private static List<String> peers(PeersRow row, Predicate<Spread> which) {
    return PeersRow.PEERS.stream()
        .filter(name -> row.has(name) && which.test(row.ratio(name)))
        .toList();
  }

  private static String and(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static String text(double nanos) {
    return nanos < 1e6
        ? format("%.1f" + SPACE + "ns", nanos)
        : format("%.1f" + SPACE + "ms", nanos / 1e6);
  }

  private static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
