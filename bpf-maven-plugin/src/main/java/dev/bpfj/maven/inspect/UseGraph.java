package dev.bpfj.maven.inspect;

import static dev.bpfj.maven.inspect.HtmlText.escaped;
import static dev.bpfj.maven.inspect.HtmlText.shortened;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws which program uses which map and global variable: programs on the left, what they use on
 * the right, a curve for each use. Its boxes are links to what the page says of them.
 */
final class UseGraph {
  private static final int WIDTH = 620;
  private static final int BOX_WIDTH = 240;
  private static final int RIGHT = WIDTH - BOX_WIDTH - 10;
  private static final int BOX_HEIGHT = 42;
  private static final int ROW_HEIGHT = 24;
  private static final int GAP = 12;
  private static final int MOST_BOXES = 150;
  private static final int MOST_CURVES = 2000;
  private static final int LONGEST_NAME = 27;

  private final ObjectReport report;
  private final StringBuilder boxes = new StringBuilder();
  private final StringBuilder curves = new StringBuilder();
  // Where curves end, by what they lead to.
  private final Map<ObjectReport.Use, Target> targets = new LinkedHashMap<>();

  private record Target(String node, int y) {}

  private UseGraph(ObjectReport report) {
    this.report = report;
  }

  static String of(ObjectReport report) {
    return new UseGraph(report).draw();
  }

  private String draw() {
    List<ObjectReport.Program> programs = first(report.programs());
    int rightHeight = heightOfTargets();
    int leftHeight = programs.size() * (BOX_HEIGHT + GAP) - GAP;
    int height = Math.max(leftHeight, rightHeight) + 20;
    addTargets(10 + Math.max(0, leftHeight - rightHeight) / 2);
    int y = 10 + Math.max(0, rightHeight - leftHeight) / 2;
    int count = 0;
    for (int i = 0; i < programs.size(); i++) {
      ObjectReport.Program program = programs.get(i);
      box("prog", "p" + i, "program-" + i, 10, y, program.name(), Descriptions.size(program));
      for (ObjectReport.Use use : program.uses()) {
        Target target = targets.get(use);
        if (target != null && count++ < MOST_CURVES) {
          curve(y + BOX_HEIGHT / 2, target, "p" + i);
        }
      }
      y += BOX_HEIGHT + GAP;
    }
    return "<div class=\"scroll\">\n<svg class=\"uses\" viewBox=\"0 0 "
        + (WIDTH + " " + height)
        + "\" role=\"group\" aria-label=\"Programs, and the maps and variables that they use\">\n"
        + curves
        + boxes
        + "</svg>\n</div>\n"
        + missing();
  }

  private String missing() {
    return report.programs().size() > MOST_BOXES || report.maps().size() > MOST_BOXES
        ? "<p class=\"soft\">The first " + MOST_BOXES + " of each are drawn.</p>\n"
        : "";
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(all.size(), MOST_BOXES));
  }

  /** The variables of a section that programs use; the others are only counted. */
  private Set<String> used(String section) {
    Set<String> names = new TreeSet<>();
    report.programs().stream()
        .flatMap(program -> program.uses().stream())
        .filter(use -> use.map().equals(section))
        .forEach(use -> use.variable().ifPresent(names::add));
    return names;
  }

  private List<ObjectReport.Variable> drawn(ObjectReport.Section section) {
    Set<String> used = used(section.name());
    return first(
        section.variables().stream().filter(variable -> used.contains(variable.name())).toList());
  }

  private int heightOfTargets() {
    int height = -GAP;
    Map<String, ObjectReport.Section> sections = sections();
    for (ObjectReport.Map map : first(report.maps())) {
      ObjectReport.Section section = sections.get(map.name());
      int rows = section == null ? 0 : drawn(section).size();
      height += BOX_HEIGHT + rows * ROW_HEIGHT + GAP;
    }
    return Math.max(0, height);
  }

  private Map<String, ObjectReport.Section> sections() {
    Map<String, ObjectReport.Section> sections = new HashMap<>();
    report.sections().forEach(section -> sections.put(section.name(), section));
    return sections;
  }

  private void addTargets(int top) {
    Map<String, ObjectReport.Section> sections = sections();
    int y = top;
    List<ObjectReport.Map> maps = first(report.maps());
    for (int i = 0; i < maps.size(); i++) {
      ObjectReport.Map map = maps.get(i);
      ObjectReport.Section section = sections.get(map.name());
      String node = "m" + i;
      box("map", node, "map-" + i, RIGHT, y, map.name(), Descriptions.size(map));
      targets.put(
          new ObjectReport.Use(map.name(), Optional.empty()), new Target(node, y + BOX_HEIGHT / 2));
      y += BOX_HEIGHT;
      List<ObjectReport.Variable> variables = section == null ? List.of() : drawn(section);
      for (int j = 0; j < variables.size(); j++) {
        ObjectReport.Variable variable = variables.get(j);
        row(node + "v" + j, "map-" + i, y, variable);
        targets.put(
            new ObjectReport.Use(map.name(), Optional.of(variable.name())),
            new Target(node + "v" + j, y + ROW_HEIGHT / 2));
        y += ROW_HEIGHT;
      }
      y += GAP;
    }
  }

  private void box(
      String kind, String node, String anchor, int x, int y, String name, String below) {
    boxes.append(link(kind, node, anchor, name + ", " + below));
    boxes.append(rectangle(x, y, BOX_WIDTH, BOX_HEIGHT));
    text(x + 12, y + 18, "", shortened(name, LONGEST_NAME));
    text(x + 12, y + 34, " class=\"small\"", shortened(below, LONGEST_NAME + 12));
    boxes.append("</a>\n");
  }

  private void row(String node, String anchor, int y, ObjectReport.Variable variable) {
    String size = Descriptions.bytes(variable.size());
    boxes.append(link("var", node, anchor, variable.name() + ", " + size));
    boxes.append(rectangle(RIGHT + 14, y, BOX_WIDTH - 14, ROW_HEIGHT));
    text(RIGHT + 24, y + 16, "", shortened(variable.name(), LONGEST_NAME - 5));
    text(RIGHT + BOX_WIDTH - 10, y + 16, " class=\"small\" text-anchor=\"end\"", size);
    boxes.append("</a>\n");
  }

  private static String link(String kind, String node, String anchor, String words) {
    return "<a class=\""
        + kind
        + ("\" href=\"#" + anchor)
        + ("\" data-node=\"" + node)
        + ("\"><title>" + escaped(words) + "</title>");
  }

  private static String rectangle(int x, int y, int width, int height) {
    return "<rect x=\""
        + x
        + "\" y=\""
        + y
        + "\" width=\""
        + width
        + "\" height=\""
        + height
        + "\" rx=\"6\"/>";
  }

  private void text(int x, int y, String attributes, String escaped) {
    boxes.append("<text x=\"" + x + "\" y=\"" + y + "\"" + attributes + ">" + escaped + "</text>");
  }

  private void curve(int y, Target target, String program) {
    int from = 10 + BOX_WIDTH;
    int to = target.node().contains("v") ? RIGHT + 14 : RIGHT;
    int middle = (from + to) / 2;
    curves
        .append("<path data-uses=\"" + program + " " + target.node() + "\" d=\"M" + from + " " + y)
        .append(" C" + middle + " " + y + " " + middle + " " + target.y() + " " + to + " ")
        .append(target.y() + "\"/>\n");
  }
}
