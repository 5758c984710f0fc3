package dev.bpfj.benchmarks;

import java.util.List;

/**
 * A picture of the site (SVG). The site shows it in light and dark: it has a white ground of its
 * own.
 */
final class Svg {
  /** Of contestants, told apart by people who see colors differently too. */
  static final List<String> COLORS = List.of("#3b7dd8", "#d8843b", "#4da167", "#b565c4");

  private final StringBuilder svg = new StringBuilder();

  /** An empty one, of pixels. */
  Svg(String title, int width, int height) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(width, height, title));
  }

  /** Adds an element. */
  void add(String element) {
    svg.append(element).append('\n');
  }

  /** Adds a text that starts or ends at a place, or has it in its middle. */
  void text(int x, int y, String anchor, String text) {
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, text));
  }

  /** Adds a line. */
  void line(int x1, int y1, int x2, int y2, String color, int width) {
    add(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"%d\"/>"
            .formatted(x1, y1, x2, y2, color, width));
  }

  /** Adds a rectangle. */
  void rectangle(int x, int y, int width, int height, String color) {
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
            .formatted(x, y, width, height, color));
  }

  /** The whole picture. */
  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
