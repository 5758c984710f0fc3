package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.Report.Column;
import dev.bpfj.benchmarks.turns.Spread;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ratios as bars (SVG), each with its interval: C's time is a line, each target's limit a mark.
 */
final class Plot {
  private static final int LABELS = 330;
  private static final int UNIT = 200; // pixels for C's time
  private static final double LONGEST = 2.2; // the ratio at which bars are cut off
  private static final int BAR = 12;

  private Plot() {}

  static String of(List<Column> columns) {
    int[] rows =
        IntStream.range(0, Target.ALL.size())
            .filter(row -> Target.ALL.get(row).kind() == Target.Kind.RATIO)
            .filter(row -> !Target.ALL.get(row).isExperiment())
            .toArray();
    int rowHeight = columns.size() * BAR + 10;
    int height = 34 + rows.length * rowHeight;
    Svg svg = new Svg("Java's time, C's being 1", LABELS + (int) (UNIT * LONGEST) + 60, height);
    for (int i = 0; i < columns.size(); i++) {
      int x = LABELS + i * 120;
      svg.rectangle(x, 8, 10, 10, Svg.COLORS.get(i));
      svg.text(x + 16, 17, "start", columns.get(i).jdk());
    }
    for (int i = 0; i < rows.length; i++) {
      row(svg, columns, rows[i], 30 + i * rowHeight);
    }
    int one = LABELS + UNIT;
    svg.line(one, 26, one, height, "#444", 1);
    return svg.toString();
  }

  private static void row(Svg svg, List<Column> columns, int row, int y) {
    Target target = Target.ALL.get(row);
    svg.text(LABELS - 8, y + columns.size() * BAR / 2 + 4, "end", target.what());
    for (int i = 0; i < columns.size(); i++) {
      Spread spread = columns.get(i).spreads().get(row);
      int bar = y + i * BAR;
      svg.rectangle(LABELS, bar, x(spread.median()) - LABELS, BAR - 2, Svg.COLORS.get(i));
      int middle = bar + (BAR - 2) / 2;
      svg.line(x(spread.low()), middle, x(spread.high()), middle, "#000", 1);
      svg.text(x(spread.high()) + 4, bar + 10, "start", target.text(spread.median()));
    }
    int limit = x(target.limit());
    svg.rectangle(limit - 1, y - 2, 2, columns.size() * BAR + 2, "#c33");
  }

  private static int x(double ratio) {
    return LABELS + (int) Math.round(UNIT * Math.min(ratio, LONGEST));
  }
}
