package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import java.util.List;
import java.util.Locale;

/**
 * Java's time by that of each peer (SVG): a mark with its interval for each, on a logarithmic axis.
 * The site shows it in light and dark, so no color of its own is very light or very dark.
 */
final class PeersPlot {
  private static final int LABELS = 260;
  private static final int WIDTH = 400;
  private static final int TOP = 40;
  private static final int LINE = 15;
  private static final int GAP = 13;
  private static final double BEFORE_LOWEST = 0.6; // for a number before the lowest mark
  private static final List<Double> TICKS =
      List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);

  /** A circle, a square, a diamond and a triangle, so that they differ without color, too. */
  private static final List<String> SHAPES =
      List.of(
          "m-4.5,0 a4.5,4.5 0 1,0 9,0 a4.5,4.5 0 1,0 -9,0",
          "m-4,-4 h8 v8 h-8 z",
          "m0,-5.5 l5.5,5.5 l-5.5,5.5 l-5.5,-5.5 z",
          "m0,-5 l5,9 h-10 z");

  private final List<PeersRow> rows;
  private final List<Double> ticks;
  private final Svg svg;

  private PeersPlot(List<PeersRow> rows) {
    this.rows = rows;
    List<Spread> all = rows.stream().flatMap(row -> spreads(row).stream()).toList();
    double low = all.stream().mapToDouble(Spread::low).min().orElseThrow();
    double high = all.stream().mapToDouble(Spread::high).max().orElseThrow();
    int first =
        (int) TICKS.stream().filter(tick -> tick <= Math.min(low * BEFORE_LOWEST, 0.5)).count() - 1;
    int last = (int) TICKS.stream().filter(tick -> tick < Math.max(high, 2)).count();
    ticks = TICKS.subList(Math.max(first, 0), Math.min(last + 1, TICKS.size()));
    svg = new Svg("Java's time, that of each peer being 1", LABELS + WIDTH + 50, height() + 26);
  }

  private int height() {
    int height = TOP + GAP;
    for (PeersRow row : rows) {
      height += spreads(row).size() * LINE + GAP;
    }
    return height;
  }

  static String of(List<PeersRow> rows) {
    return new PeersPlot(rows).draw();
  }

  private static List<Spread> spreads(PeersRow row) {
    return PeersRow.PEERS.stream().filter(row::has).map(row::ratio).toList();
  }

  private String draw() {
    legend();
    axis(height());
    int y = TOP + GAP;
    for (PeersRow row : rows) {
      row(row, y);
      y += spreads(row).size() * LINE + GAP;
    }
    return svg.toString();
  }

  private void legend() {
    for (int i = 0; i < PeersRow.PEERS.size(); i++) {
      int x = LABELS + 6 + i * 90;
      mark(i, x, 14);
      svg.text(x + 11, 18, "start", PeersRow.PEERS.get(i));
    }
  }

  private void axis(int height) {
    for (double tick : ticks) {
      svg.line(x(tick), TOP, x(tick), height, tick == 1 ? "#888" : "#8884", 1);
      svg.text(x(tick), height + 18, "middle", plain(tick));
    }
    svg.text(x(1) - 8, TOP - 6, "end", "Java is faster");
    svg.text(x(1) + 8, TOP - 6, "start", "the peer is faster");
  }

  private void row(PeersRow row, int top) {
    int y = top;
    svg.text(LABELS - 12, top + spreads(row).size() * LINE / 2 + 4, "end", row.what());
    for (int i = 0; i < PeersRow.PEERS.size(); i++) {
      String name = PeersRow.PEERS.get(i);
      if (!row.has(name)) {
        continue;
      }
      Spread spread = row.ratio(name);
      int middle = y + LINE / 2;
      svg.line(x(spread.low()), middle, x(spread.high()), middle, Svg.COLORS.get(i), 2);
      mark(i, x(spread.median()), middle);
      String number = String.format(Locale.ROOT, "%.2f", spread.median());
      if (spread.median() < 1) { // on the side that is away from the line
        svg.text(Math.min(x(spread.low()), x(spread.median()) - 6) - 5, middle + 4, "end", number);
      } else {
        svg.text(
            Math.max(x(spread.high()), x(spread.median()) + 6) + 5, middle + 4, "start", number);
      }
      y += LINE;
    }
  }

  private int x(double ratio) {
    double first = ticks.get(0);
    double last = ticks.get(ticks.size() - 1);
    double inside = Math.min(Math.max(ratio, first), last);
    return LABELS + (int) Math.round(WIDTH * Math.log(inside / first) / Math.log(last / first));
  }

  private static String plain(double tick) {
    return tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
  }

  private void mark(int peer, int x, int y) {
    svg.add(
        "<path d=\"M%d,%d %s\" fill=\"%s\"/>"
            .formatted(x, y, SHAPES.get(peer), Svg.COLORS.get(peer)));
  }
}
