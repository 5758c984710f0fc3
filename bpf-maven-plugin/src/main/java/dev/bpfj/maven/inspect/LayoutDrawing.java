package dev.bpfj.maven.inspect;

import static dev.bpfj.maven.inspect.HtmlText.escaped;
import static dev.bpfj.maven.inspect.HtmlText.percent;

/**
 * Draws a layout to scale: lanes of 64 bytes, a cache line each, or of fewer for what is shorter;
 * one lane for what would need too many.
 */
final class LayoutDrawing {
  private static final long SHORTEST_LANE = 16;
  private static final long LONGEST_LANE = 64;
  private static final long MOST_LANES = 16;
  private static final long MOST_PARTS = 1000;

  private final Layout layout;
  private final long laneBits;
  private final StringBuilder out = new StringBuilder();

  private LayoutDrawing(Layout layout) {
    this.layout = layout;
    this.laneBits = laneBytes(Math.max(1, layout.bytes())) * 8;
  }

  private static long laneBytes(long bytes) {
    for (long lane = SHORTEST_LANE; lane <= LONGEST_LANE; lane *= 2) {
      if (bytes <= lane) {
        return lane;
      }
    }
    return bytes <= LONGEST_LANE * MOST_LANES ? LONGEST_LANE : bytes;
  }

  static String of(Layout layout) {
    return new LayoutDrawing(layout).draw();
  }

  private String draw() {
    long bits = Math.max(8, layout.bytes() * 8);
    String lane = laneBits / 8 + " bytes a line";
    out.append("<div class=\"layout\" role=\"img\" aria-label=\"")
        .append(escaped(layout.title()) + " to scale, " + lane + "\">\n");
    for (long start = 0; start < bits; start += laneBits) {
      out.append("<div class=\"lane\">");
      lane(start);
      out.append("</div>\n");
    }
    return out.append("</div>\n").toString();
  }

  // What lies in an anonymous struct is in its box.
  private void lane(long start) {
    long end = start + laneBits;
    int drawn = 0;
    int index = 0;
    for (Layout.Row row : layout.rows()) {
      if (row.depth() != 0 || row.bits() <= 0) {
        continue;
      }
      index++;
      long from = Math.max(start, row.firstBit());
      long to = Math.min(end, row.firstBit() + row.bits());
      if (from < to && drawn++ < MOST_PARTS) {
        part(row, index, from - start, to - from);
      }
    }
  }

  private void part(Layout.Row row, int index, long from, long bits) {
    String kind =
        row.kind() != Layout.Kind.FIELD
            ? " class=\"gap\""
            : index % 2 == 0 ? " class=\"even\"" : "";
    String where = row.offset() + ": " + escaped(row.text()) + ", " + row.sizeInWords();
    out.append("<span" + kind + " style=\"left:" + percent(from, laneBits))
        .append("%;width:" + percent(bits, laneBits) + "%\" title=\"" + where + "\">")
        .append(escaped(name(row)) + "</span>");
  }

  /** The last word of a declaration, which is the name; arrays keep their length. */
  private static String name(Layout.Row row) {
    String text = row.text().replaceFirst(" : \\d+$", "");
    int space = text.lastIndexOf(' ');
    return row.kind() == Layout.Kind.FIELD && space >= 0 ? text.substring(space + 1) : text;
  }
}
