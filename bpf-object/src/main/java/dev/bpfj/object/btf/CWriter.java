package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.Array;
import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Enumeration;
import dev.bpfj.object.btf.BtfType.FuncProto;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.Parameter;
import dev.bpfj.object.btf.BtfType.Ptr;
import dev.bpfj.object.btf.BtfType.Qualified;
import dev.bpfj.object.btf.BtfType.TypeTag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes one declaration. BTF goes from the outside in (a pointer to an array of ints), C from the
 * inside out, so the types are stacked and then taken from the top, beginning with the innermost.
 *
 * <p>Every step of the recursion writes something, and once the text is full nothing is written any
 * more: types that refer to themselves end there.
 */
final class CWriter {
  // Deeper nesting than any program has, shallower than any stack.
  private static final int MOST_DEPTH = 128;
  private static final int LONGEST_CHAIN = 4096;
  // As libbpf: beyond this everything is indented alike.
  private static final int MOST_TABS = 13;
  private static final String[] LINES = new String[MOST_TABS + 1];

  static {
    for (int tabs = 0; tabs <= MOST_TABS; tabs++) {
      LINES[tabs] = "\n" + "\t".repeat(tabs);
    }
  }

  private final Btf btf;
  private final CNames names;
  private final boolean brief;
  private final int mostCharacters;
  private final StringBuilder out = new StringBuilder();
  private boolean full;
  private int depth;

  CWriter(Btf btf, boolean brief) {
    this(btf, new CNames() {}, brief, CDeclaration.MOST_CHARACTERS);
  }

  CWriter(Btf btf, CNames names, boolean brief, int mostCharacters) {
    this.btf = btf;
    this.names = names;
    this.brief = brief;
    this.mostCharacters = mostCharacters;
  }

  String text() {
    return full ? out + "..." : out.toString();
  }

  /** Whether something did not fit, or was nested too deep. */
  boolean isFull() {
    return full;
  }

  void declare(int id, String name, int level) {
    BtfType outermost = btf.type(id);
    if (below(outermost) < 0 && depth < MOST_DEPTH) {
      // Most members: nothing to take apart.
      depth++;
      writeBase(outermost, level);
      depth--;
      writeName(name, false);
      return;
    }
    Deque<BtfType> chain = new ArrayDeque<>();
    int at = id;
    while (at >= 0 && chain.size() < LONGEST_CHAIN) {
      BtfType type = btf.type(at);
      chain.push(type);
      at = below(type);
    }
    if (at >= 0) {
      full = true;
    }
    writeChain(chain, name, level);
  }

  private static int below(BtfType type) {
    if (type instanceof Ptr pointer) {
      return pointer.target();
    } else if (type instanceof Qualified qualified) {
      return qualified.target();
    } else if (type instanceof TypeTag tag) {
      return tag.target();
    } else if (type instanceof Array array) {
      return array.element();
    }
    return type instanceof FuncProto prototype ? prototype.returns() : -1;
  }

  private void writeChain(Deque<BtfType> chain, String name, int level) {
    if (++depth > MOST_DEPTH) {
      full = true;
    }
    // A pointer in parentheses of its own is written without a space before it.
    boolean afterPointer = true;
    while (!chain.isEmpty() && !full) {
      BtfType type = chain.pop();
      if (type instanceof Array array) {
        writeArray(array, chain, name, new Place(level, afterPointer));
        depth--;
        return;
      } else if (type instanceof FuncProto prototype) {
        writeFunction(prototype, chain, name, new Place(level, afterPointer));
        depth--;
        return;
      }
      writeLink(type, chain, new Place(level, afterPointer));
      afterPointer = type instanceof Ptr;
    }
    writeName(name, afterPointer);
    depth--;
  }

  /** Where a part is written: how far indented, and whether right after an asterisk. */
  private record Place(int level, boolean afterPointer) {}

  private void writeLink(BtfType type, Deque<BtfType> chain, Place place) {
    if (type instanceof Ptr) {
      write(place.afterPointer() ? "*" : " *");
    } else if (type instanceof Qualified qualified) {
      write(" " + word(qualified));
    } else {
      writeQualifiers(chain);
      if (type instanceof TypeTag tag) {
        writeTag(tag);
      } else {
        writeBase(type, place.level());
      }
    }
  }

  private static String word(Qualified qualified) {
    return qualified.qualifier().name().toLowerCase(Locale.ROOT);
  }

  private void writeQualifiers(Deque<BtfType> chain) {
    while (chain.peek() instanceof Qualified qualified && !full) {
      write(word(qualified) + " ");
      chain.pop();
    }
  }

  private void writeTag(TypeTag tag) {
    write(" " + names.attribute(tag));
  }

  private void writeBase(BtfType type, int level) {
    if (type instanceof Composite composite) {
      writeComposite(composite, level);
    } else if (type instanceof Enumeration enumeration) {
      writeEnumeration(enumeration, level);
    } else if (type instanceof BtfType.Fwd forward) {
      writeTagged(forward.isUnion() ? "union" : "struct", names.of(forward));
    } else if (type instanceof BtfType.VoidType) {
      write("void");
    } else if (type instanceof BtfType.Unknown unknown) {
      writeTagged("/* BTF kind " + unknown.kind() + " */", unknown.name());
    } else {
      write(names.of(type));
    }
  }

  private void writeComposite(Composite composite, int level) {
    if (!composite.name().isEmpty()) {
      writeTagged(keyword(composite), names.of(composite));
    } else if (brief) {
      write(keyword(composite) + " {...}");
    } else {
      define(composite, level);
    }
  }

  private void writeEnumeration(Enumeration enumeration, int level) {
    if (!enumeration.name().isEmpty()) {
      writeTagged("enum", names.of(enumeration));
    } else if (brief) {
      write("enum {...}");
    } else {
      define(enumeration, level);
    }
  }

  private static String keyword(Composite composite) {
    return composite.isUnion() ? "union" : "struct";
  }

  private void writeArray(Array array, Deque<BtfType> chain, String name, Place place) {
    // Compilers that qualify both an array and its elements mean the elements.
    dropQualifiers(chain);
    if (chain.isEmpty()) {
      writeName(name, place.afterPointer());
    } else {
      boolean nested = chain.peek() instanceof Array;
      write(!name.isEmpty() && !place.afterPointer() ? " " : "");
      write(nested ? "" : "(");
      writeChain(chain, name, place.level());
      write(nested ? "" : ")");
    }
    write("[" + array.length() + "]");
  }

  private void writeFunction(FuncProto prototype, Deque<BtfType> chain, String name, Place place) {
    dropQualifiers(chain);
    if (chain.isEmpty()) {
      writeName(name, place.afterPointer());
    } else {
      write(" (");
      writeChain(chain, name, place.level());
      write(")");
    }
    write("(");
    writeParameters(prototype.parameters(), place.level());
    write(")");
  }

  private static void dropQualifiers(Deque<BtfType> chain) {
    while (chain.peek() instanceof Qualified) {
      chain.pop();
    }
  }

  private void writeParameters(List<Parameter> parameters, int level) {
    if (parameters.isEmpty() || (parameters.size() == 1 && parameters.get(0).type() == 0)) {
      write("void");
      return;
    }
    for (int i = 0; i < parameters.size() && !full; i++) {
      Parameter parameter = parameters.get(i);
      write(i > 0 ? ", " : "");
      if (parameter.type() == 0 && i == parameters.size() - 1) {
        write("...");
      } else {
        declare(parameter.type(), names.parameter(parameter.name()), level);
      }
    }
  }

  private void writeName(String name, boolean afterPointer) {
    if (!name.isEmpty()) {
      if (!afterPointer) {
        write(" ");
      }
      write(name);
    }
  }

  private void writeTagged(String keyword, String name) {
    write(keyword);
    writeName(name, false);
  }

  void define(Composite composite, int level) {
    writeTagged(keyword(composite), names.of(composite));
    writeMembers(composite, level);
    write(names.attributes(composite.id()));
  }

  private void writeMembers(Composite composite, int level) {
    write(" {");
    CPadding padding = new CPadding(btf, composite);
    for (int i = 0; i < composite.members().size() && !full; i++) {
      Member member = composite.members().get(i);
      if (names.leavesOut(member)) {
        continue;
      }
      writePadding(padding.before(member), level + 1);
      writeLine(level + 1);
      writeMember(composite.id(), member, level + 1);
      write(names.attributes(composite.id(), i));
      write(";");
    }
    writePadding(padding.atEnd(), level + 1);
    full |= !padding.isComplete();
    if (!composite.members().isEmpty() || composite.size() > 0) {
      writeLine(level);
    }
    write(padding.isPacked() ? "} __attribute__((packed))" : "}");
  }

  private void writeMember(int composite, Member member, int level) {
    Optional<Composite> embedded = member.name().isEmpty() ? embedded(member) : Optional.empty();
    if (embedded.isPresent()) {
      // Compilers that do not follow Microsoft's C would take its name for a mere declaration.
      write(keyword(embedded.get()));
      nest(() -> writeMembers(embedded.get(), level));
    } else {
      declare(member.type(), names.member(composite, member.name()), level);
      if (member.bitfieldSize() > 0) {
        write(": " + member.bitfieldSize());
      }
    }
  }

  /** The struct or union that has a name while the member, whose type it is, has none. */
  private Optional<Composite> embedded(Member member) {
    if (btf.type(member.type()).name().isEmpty()) {
      return Optional.empty();
    }
    return btf.resolve(member.type()) instanceof Composite composite
        ? Optional.of(composite)
        : Optional.empty();
  }

  private void nest(Runnable inner) {
    if (++depth > MOST_DEPTH) {
      full = true;
    } else {
      inner.run();
    }
    depth--;
  }

  private void writePadding(List<String> fillers, int level) {
    for (String filler : fillers) {
      writeLine(level);
      write(filler);
    }
  }

  void define(Enumeration enumeration, int level) {
    writeTagged("enum", names.of(enumeration));
    if (enumeration.enumerators().isEmpty()) {
      return;
    }
    boolean wide = btf.isEnum64(enumeration.id());
    String suffix = wide ? (enumeration.signed() ? "LL," : "ULL,") : ",";
    write(" {");
    boolean fitsWord = true;
    List<String> constants = names.enumerators(enumeration);
    for (int i = 0; i < constants.size() && !full; i++) {
      long value = enumeration.enumerators().get(i).value();
      fitsWord &= !wide || value >>> 32 == 0;
      writeLine(level + 1);
      write(constants.get(i));
      write(" = ");
      write((enumeration.signed() ? "" + value : Long.toUnsignedString(value)) + suffix);
    }
    writeLine(level);
    write("}");
    write(mode(enumeration.size(), fitsWord));
  }

  // An enum's size is the compiler's choice unless it is told.
  private static String mode(int size, boolean fitsWord) {
    return switch (size) {
      case 1 -> " __attribute__((mode(byte)))";
      case 2 -> " __attribute__((mode(HI)))";
      case 8 -> fitsWord ? " __attribute__((mode(word)))" : "";
      default -> "";
    };
  }

  void define(BtfType.Typedef typedef) {
    write("typedef ");
    declare(typedef.target(), names.of(typedef), 0);
    write(names.attributes(typedef.id()));
  }

  private void writeLine(int level) {
    write(LINES[Math.min(level, MOST_TABS)]);
  }

  void write(String text) {
    if (full) {
      return;
    }
    int room = mostCharacters - out.length() - "...".length();
    full = text.length() > room;
    out.append(full ? text.substring(0, room) : text);
  }
}
