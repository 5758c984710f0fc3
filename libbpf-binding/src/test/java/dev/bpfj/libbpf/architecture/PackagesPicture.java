package dev.bpfj.libbpf.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws packages in layers, each above all that it uses, as an SVG document. */
final class PackagesPicture {
  private static final int WIDTH = 150;
  private static final int HEIGHT = 34;
  private static final int GAP = 22;
  private static final int LAYER = 92;
  private static final int MARGIN = 20;

  private final String root;
  private final Map<String, Set<String>> arrows;
  private final Map<String, Integer> layers = new HashMap<>();
  private final Map<String, Integer> centers = new HashMap<>();
  private final Map<Integer, List<String>> rows = new TreeMap<>();

  private PackagesPicture(String root, Map<String, Set<String>> arrows) {
    this.root = root;
    this.arrows = arrows;
  }

  /**
   * Draws packages.
   *
   * @param root what all their names begin with
   * @param arrows the packages that each uses, without a cycle
   */
  static String of(String root, Map<String, Set<String>> arrows) {
    return new PackagesPicture(root, arrows).draw();
  }

  private String draw() {
    Set<String> packages = new TreeSet<>(arrows.keySet());
    arrows.values().forEach(packages::addAll);
    packages.forEach(
        name -> rows.computeIfAbsent(layer(name), layer -> new ArrayList<>()).add(name));
    int most = rows.values().stream().mapToInt(List::size).max().orElse(0);
    int width = 2 * MARGIN + most * (WIDTH + GAP) - GAP;
    int height = 2 * MARGIN + rows.size() * LAYER - (LAYER - HEIGHT);
    rows.values().forEach(row -> place(row, width));
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        <title>The packages of libbpf-binding and what each uses</title>
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(width, height));
    arrows.forEach((from, used) -> used.forEach(to -> arrow(svg, from, to)));
    packages.forEach(name -> box(svg, name));
    return svg.append("</svg>\n").toString();
  }

  private int layer(String name) {
    Integer known = layers.get(name);
    if (known != null) {
      return known;
    }
    int layer =
        arrows.getOrDefault(name, Set.of()).stream()
            .mapToInt(used -> layer(used) + 1)
            .max()
            .orElse(0);
    layers.put(name, layer);
    return layer;
  }

  private void place(List<String> row, int width) {
    int rowWidth = row.size() * (WIDTH + GAP) - GAP;
    int left = (width - rowWidth) / 2;
    for (int i = 0; i < row.size(); i++) {
      centers.put(row.get(i), left + i * (WIDTH + GAP) + WIDTH / 2);
    }
  }

  private int top(String name) {
    return MARGIN + (rows.size() - 1 - layer(name)) * LAYER;
  }

  private int center(String name) {
    return centers.getOrDefault(name, 0);
  }

  /** Leaves out what is reached by way of another package: it would only hide the rest. */
  private void arrow(StringBuilder svg, String from, String to) {
    boolean byWay =
        arrows.getOrDefault(from, Set.of()).stream()
            .anyMatch(between -> !between.equals(to) && reaches(between, to));
    if (!byWay) {
      svg.append(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#777\"/>\n"
              .formatted(center(from), top(from) + HEIGHT, center(to), top(to)));
    }
  }

  private boolean reaches(String from, String to) {
    Set<String> used = arrows.getOrDefault(from, Set.of());
    return used.contains(to) || used.stream().anyMatch(next -> reaches(next, to));
  }

  private void box(StringBuilder svg, String name) {
    String label = name.equals(root) ? root : name.substring(root.length() + 1);
    String fill = label.startsWith("internal") ? "#eee" : "#dbe9ff";
    svg.append(
        """
        <rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="%s" stroke="#555"/>
        <text x="%d" y="%d" text-anchor="middle">%s</text>
        """
            .formatted(
                center(name) - WIDTH / 2,
                top(name),
                WIDTH,
                HEIGHT,
                fill,
                center(name),
                top(name) + HEIGHT / 2 + 5,
                label));
  }
}
