package dev.bpfj.selftests.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Draws which kernel has what: blocks of rows in columns, a cell for each kernel. */
final class SupportPicture {
  private static final int COLUMN = 326;
  private static final int NAME = 196;
  private static final int CELL = 30;
  private static final int ROW = 17;
  private static final int LONGEST_NAME = 30;

  private final List<List<Row>> columns = new ArrayList<>();

  /** A line: a head if it has no answers. */
  private record Row(String name, List<String> answers) {}

  /**
   * Adds a block of rows, each with an answer for each kernel, to the shortest of three columns.
   */
  void add(String title, Map<String, List<String>> rows) {
    if (columns.size() < 3) {
      columns.add(new ArrayList<>());
    }
    List<Row> shortest = Collections.min(columns, Comparator.comparingInt(List::size));
    shortest.add(new Row(title, List.of()));
    rows.forEach((name, answers) -> shortest.add(new Row(name, answers)));
  }

  /** The picture, with a column of cells for each kernel. */
  String draw(List<String> kernels) {
    int rows = columns.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder out = new StringBuilder();
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(columns.size() * COLUMN + " " + (rows * ROW + 20))
        .append("\" font-family=\"sans-serif\" font-size=\"12\">\n")
        .append("<title>What each kernel supports</title>\n")
        .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for (int i = 0; i < columns.size(); i++) {
      int y = 4;
      for (Row row : columns.get(i)) {
        append(out, i * COLUMN + 8, y, row, kernels);
        y += ROW;
      }
    }
    return out.append("</svg>\n").toString();
  }

  private static void append(StringBuilder out, int x, int y, Row row, List<String> kernels) {
    List<String> answers = row.answers();
    boolean head = answers.isEmpty();
    String weight = head ? " font-weight=\"bold\"" : "";
    out.append(text(x, y, weight, shortened(row.name())));
    for (int i = 0; i < kernels.size(); i++) {
      int at = x + NAME + i * CELL;
      String middle = " text-anchor=\"middle\"";
      if (head) {
        out.append(text(at + CELL / 2, y, middle + weight, kernels.get(i)));
      } else {
        out.append("<rect x=\"" + (at + 1) + "\" y=\"" + (y + 1) + "\" width=\"" + (CELL - 2))
            .append("\" height=\"" + (ROW - 2) + "\" fill=\"" + colour(answers.get(i)) + "\"/>")
            .append(text(at + CELL / 2, y, middle, sign(answers.get(i))));
      }
    }
    out.append('\n');
  }

  private static String text(int x, int y, String attributes, String text) {
    return "<text x=\"" + x + "\" y=\"" + (y + 13) + "\"" + attributes + ">" + text + "</text>";
  }

  // The signs tell what the colours tell.
  private static String colour(String answer) {
    return switch (answer) {
      case "yes" -> "#dcf5e3";
      case "no" -> "#fde7e4";
      default -> "#eceff2";
    };
  }

  private static String sign(String answer) {
    return switch (answer) {
      case "yes" -> "✓";
      case "no" -> "–";
      default -> "?";
    };
  }

  private static String shortened(String name) {
    String text = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
