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
  private static final List<String> COLORS = List.of("#3b7dd8", "#d8843b", "#4da167");

  private Plot() {}

  static String of(List<Column> columns) {
    int[] rows =
        IntStream.range(0, Target.ALL.size())
            .filter(row -> Target.ALL.get(row).kind() == Target.Kind.RATIO)
            .filter(row -> !Target.ALL.get(row).isExperiment())
            .toArray();
    int rowHeight = columns.size() * BAR + 10;
    int height = 34 + rows.length * rowHeight;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <title>Java's time, C's being 1</title>
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(LABELS + (int) (UNIT * LONGEST) + 60, height));
    for (int i = 0; i < columns.size(); i++) {
      int x = LABELS + i * 120;
      svg.append(rectangle(x, 8, 10, 10, COLORS.get(i)));
      svg.append(text(x + 16, 17, "start", columns.get(i).jdk()));
    }
    for (int i = 0; i < rows.length; i++) {
      row(svg, columns, rows[i], 30 + i * rowHeight);
    }
    int one = LABELS + UNIT;
    svg.append(line(one, 26, one, height, "#444"));
    return svg.append("</svg>\n").toString();
  }

  private static void row(StringBuilder svg, List<Column> columns, int row, int y) {
    Target target = Target.ALL.get(row);
    svg.append(text(LABELS - 8, y + columns.size() * BAR / 2 + 4, "end", target.what()));
    for (int i = 0; i < columns.size(); i++) {
      Spread spread = columns.get(i).spreads().get(row);
      int bar = y + i * BAR;
      svg.append(rectangle(LABELS, bar, x(spread.median()) - LABELS, BAR - 2, COLORS.get(i)));
      int middle = bar + (BAR - 2) / 2;
      svg.append(line(x(spread.low()), middle, x(spread.high()), middle, "#000"));
      svg.append(text(x(spread.high()) + 4, bar + 10, "start", target.text(spread.median())));
    }
    int limit = x(target.limit());
    svg.append(rectangle(limit - 1, y - 2, 2, columns.size() * BAR + 2, "#c33"));
  }

  private static int x(double ratio) {
    return LABELS + (int) Math.round(UNIT * Math.min(ratio, LONGEST));
  }

  private static String rectangle(int x, int y, int width, int height, String color) {
    return "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
        .formatted(x, y, width, height, color);
  }

  private static String line(int x1, int y1, int x2, int y2, String color) {
    return "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>\n"
        .formatted(x1, y1, x2, y2, color);
  }

  private static String text(int x, int y, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y, anchor, text);
  }
}
