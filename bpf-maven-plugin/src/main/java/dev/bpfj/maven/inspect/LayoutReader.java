package dev.bpfj.maven.inspect;

import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.maven.inspect.Layout.Kind;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.DataSection;
import dev.bpfj.object.ObjectMap;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays out an object's sections, and the structs that its variables and its maps' keys and values
 * are made of. The number of rows is limited, since a hostile object can nest types without end:
 * the last row says if some were omitted.
 */
final class LayoutReader {
  private static final int MOST_ROWS = 50_000;
  private static final int MOST_DEPTH = 32;
  private static final int LONGEST_CHAIN = 4096;

  private final Btf btf;
  private final Deque<Named> waiting = new ArrayDeque<>();
  private final Set<Integer> seen = new HashSet<>();
  private int left = MOST_ROWS;

  /** A struct and its name in C: its tag, or else the name of its typedef. */
  private record Named(BtfType.Composite type, String title, boolean anonymous) {}

  private final Set<Integer> wanted = new HashSet<>();

  private LayoutReader(Btf btf) {
    this.btf = btf;
  }

  /** All layouts of an object: sections first, then types as they are met. */
  static List<Layout> read(BpfObjectFile object, List<String> types) {
    return object.btf().map(btf -> new LayoutReader(btf).all(object, types)).orElse(List.of());
  }

  private List<Layout> all(BpfObjectFile object, List<String> types) {
    List<Layout> layouts = new ArrayList<>();
    object.dataSections().forEach(section -> layouts.add(section(section)));
    object.maps().forEach(this::reach);
    object.structOps().forEach(table -> reach(table.type()));
    addTypes(layouts);
    for (int type : SkeletonGenerator.wantedTypes(object, types)) {
      Named named = element(type);
      if (named != null && !seen.contains(named.type.id())) {
        wanted.add(named.type.id());
        reach(type);
      }
    }
    addTypes(layouts);
    return layouts;
  }

  private void addTypes(List<Layout> layouts) {
    while (!waiting.isEmpty() && left > 0) {
      layouts.add(type(waiting.remove()));
    }
  }

  private void reach(ObjectMap map) {
    reach(map.keyType());
    reach(map.valueType());
    map.inner().ifPresent(this::reach);
  }

  private void reach(int type) {
    Named named = element(type);
    if (named != null && seen.add(named.type.id())) {
      waiting.add(named);
    }
  }

  private Layout section(DataSection section) {
    Rows rows = new Rows("hole or static variable", 0, 0, section.size() * 8);
    section
        .variables()
        .forEach(
            variable -> {
              String text = CDeclaration.brief(btf, variable.type(), variable.name());
              rows.add(variable.offset() * 8, variable.size() * 8, false, text);
              below(variable.type(), variable.offset() * 8, variable.size() * 8, rows);
            });
    rows.gap(Kind.HOLE, section.size() * 8);
    return new Layout(section.name(), section.size(), false, rows.all);
  }

  private Layout type(Named named) {
    Rows rows = new Rows("hole", 0, 0, named.type.size() * 8);
    members(named.type, rows);
    boolean asked = wanted.contains(named.type.id());
    return new Layout(named.title, named.type.size(), asked, rows.all);
  }

  private void members(BtfType.Composite composite, Rows rows) {
    // Those of Rust are in the order of the source, and lie in another one.
    List<BtfType.Member> members = new ArrayList<>(composite.members());
    members.sort(Comparator.comparingLong(BtfType.Member::bitOffset));
    for (BtfType.Member member : members) {
      String text = CDeclaration.brief(btf, member.type(), member.name());
      int width = bitfieldWidth(member);
      long at = rows.start + member.bitOffset();
      long bits = width > 0 ? width : size(member.type()) * 8;
      rows.add(at, bits, width > 0, width > 0 ? text + " : " + width : text);
      if (width == 0) {
        below(member.type(), at, bits, rows);
      }
    }
    rows.close(composite.isUnion());
  }

  // Without a type its end is not known; what follows it is shown as a hole.
  private long size(int type) {
    return btf.isVoid(type) ? 0 : btf.sizeOf(type);
  }

  // Compilers before kind_flag made a type of its own for each width of a bitfield.
  private int bitfieldWidth(BtfType.Member member) {
    if (member.bitfieldSize() == 0
        && btf.resolve(member.type()) instanceof BtfType.Int integer
        && integer.bits() != integer.size() * 8) {
      return integer.bits();
    }
    return member.bitfieldSize();
  }

  // What has no name is shown where it is, once for an array; what has one, on its own.
  private void below(int type, long at, long bits, Rows rows) {
    Named named = element(type);
    if (named == null) {
      return;
    }
    if (!named.anonymous) {
      reach(type);
    } else if (bits > 0 && rows.depth < MOST_DEPTH) {
      Rows inner = new Rows("hole", rows.depth + 1, at, at + named.type.size() * 8);
      members(named.type, inner);
      rows.all.addAll(inner.all);
    }
  }

  /** The struct or union that a type is of, or is an array of; null if it is neither. */
  private @Nullable Named element(int id) {
    String typedef = "";
    int at = id;
    for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
      BtfType type = btf.type(at);
      if (type instanceof BtfType.Composite composite) {
        boolean anonymous = composite.name().isEmpty() && typedef.isEmpty();
        boolean tagged = !composite.name().isEmpty();
        String title = tagged || anonymous ? CDeclaration.brief(btf, at, "") : typedef;
        return new Named(composite, title, anonymous);
      } else if (type instanceof BtfType.Typedef next) {
        typedef = next.name();
        at = next.target();
      } else if (type instanceof BtfType.Array array) {
        typedef = "";
        at = array.element();
      } else if (type instanceof BtfType.Qualified qualified) {
        at = qualified.target();
      } else if (type instanceof BtfType.TypeTag tag) {
        at = tag.target();
      } else {
        return null;
      }
    }
    return null;
  }

  /** The rows of a struct, with its holes. */
  private final class Rows {
    private final String holes;
    private final int depth;
    private final long start;
    private final long stop;
    private final List<Layout.Row> all = new ArrayList<>();
    private long end;

    Rows(String holes, int depth, long start, long stop) {
      this.holes = holes;
      this.depth = depth;
      this.start = start;
      this.stop = stop;
      this.end = start;
    }

    void add(long at, long bits, boolean bitfield, String text) {
      gap(Kind.HOLE, at);
      put(Kind.FIELD, at, bits, bitfield, text);
      end = Math.max(end, at + bits);
    }

    void close(boolean union) {
      gap(Kind.PADDING, stop);
      if (union) {
        all.removeIf(row -> row.kind() == Kind.HOLE && row.depth() == depth);
      }
    }

    private void gap(Kind kind, long next) {
      if (next > end) {
        put(kind, end, next - end, false, kind == Kind.HOLE ? holes : "padding");
      }
    }

    private void put(Kind kind, long at, long bits, boolean bitfield, String text) {
      if (left > 0) {
        String shown = --left == 0 ? "... more than " + MOST_ROWS + " rows" : text;
        all.add(new Layout.Row(kind, depth, at, bits, bitfield, shown));
      }
    }
  }
}
