package dev.bpfj.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws how a cost grows (SVG): sizes on a logarithmic axis, a curve for each contestant. */
final class Curves {
  private static final int LEFT = 60;
  private static final int TOP = 44;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 200;
  private static final int STEPS = 4; // of the vertical axis

  private final String title;
  private final List<Long> sizes;
  private final List<Line> lines = new ArrayList<>();

  /** Of sizes in ascending order. */
  Curves(String title, List<Long> sizes) {
    this.title = title;
    this.sizes = List.copyOf(sizes);
  }

  private record Line(String name, List<Double> costs) {}

  /** Adds a curve with a cost for each size. */
  Curves add(String name, List<Double> costs) {
    if (costs.size() != sizes.size()) {
      throw new IllegalArgumentException("costs=" + costs.size() + ", sizes=" + sizes.size());
    }
    lines.add(new Line(name, List.copyOf(costs)));
    return this;
  }

  String svg() {
    double most = lines.stream().flatMap(line -> line.costs().stream()).reduce(0.0, Math::max);
    Svg svg = new Svg(title, LEFT + WIDTH + 40, TOP + HEIGHT + 36);
    svg.add("<text x=\"%d\" y=\"16\" font-weight=\"bold\">%s</text>".formatted(LEFT, title));
    axes(svg, most);
    for (int i = 0; i < lines.size(); i++) {
      curve(svg, i, most);
    }
    return svg.toString();
  }

  private void axes(Svg svg, double most) {
    for (int step = 0; step <= STEPS; step++) {
      double cost = most * step / STEPS;
      int y = y(cost, most);
      svg.line(LEFT, y, LEFT + WIDTH, y, "#ddd", 1);
      svg.text(LEFT - 6, y + 4, "end", String.format(Locale.ROOT, "%.3g", cost));
    }
    for (long size : sizes) {
      svg.text(x(size), TOP + HEIGHT + 20, "middle", Long.toString(size));
    }
  }

  private void curve(Svg svg, int number, double most) {
    Line line = lines.get(number);
    String color = Svg.COLORS.get(number);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < sizes.size(); i++) {
      int x = x(sizes.get(i));
      int y = y(line.costs().get(i), most);
      points.append(x).append(',').append(y).append(' ');
      svg.add("<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\"/>".formatted(x, y, color));
    }
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(points.toString().strip(), color));
    int x = LEFT + number * 90;
    svg.rectangle(x, 24, 10, 10, color);
    svg.text(x + 16, 33, "start", line.name());
  }

  private int x(long size) {
    double first = sizes.get(0);
    double last = sizes.get(sizes.size() - 1);
    return LEFT + (int) Math.round(WIDTH * Math.log(size / first) / Math.log(last / first));
  }

  private static int y(double cost, double most) {
    return TOP + HEIGHT - (int) Math.round(HEIGHT * cost / most);
  }
}
