package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.DeclTag;
import dev.bpfj.object.btf.BtfType.Enumeration;
import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Member;
import dev.bpfj.object.btf.BtfType.TypeTag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of a header's types and constants: C identifiers, each given once. Where several have
 * one name, the first by id keeps it and the others get {@code ___2}, {@code ___3} and so on, which
 * libbpf ignores when it looks for a kernel's type. Only valid names from an object get into the
 * header.
 */
final class HeaderNames implements CNames {
  // A compiler's attribute may have arguments: address_space(1).
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\([A-Za-z0-9_, ]*\\))?");
  private static final int DEL = 0x7f;

  private final Btf btf;
  private final String[] names;
  private final Map<Integer, List<String>> enumerators = new HashMap<>();
  private final BitSet written = new BitSet();
  private final Map<String, Integer> tags = new HashMap<>();
  private final Map<String, Integer> identifiers = new HashMap<>();
  private final Map<Integer, List<DeclTag>> declTags = new HashMap<>();
  // What has a tag of C: where the definition of a forward declaration is.
  private final Map<String, String> tagsByType = new HashMap<>();

  HeaderNames(Btf btf) {
    this.btf = btf;
    this.names = new String[btf.count() + 1];
    // The compiler's own, which is another type for BPF than for the kernel's machine.
    identifiers.put("__builtin_va_list", 1);
    for (int id = 1; id <= btf.count(); id++) {
      add(id);
    }
    for (int id = 1; id <= btf.count(); id++) {
      if (btf.table().kind(id) == BtfKind.FWD) {
        addForward((BtfType.Fwd) btf.type(id));
      }
    }
  }

  private void add(int id) {
    BtfTable table = btf.table();
    switch (table.kind(id)) {
      case STRUCT, UNION -> {
        if (table.nameOffset(id) != 0) {
          String keyword = table.kind(id) == BtfKind.UNION ? "union " : "struct ";
          String name = identifier(id, table.name(id));
          names[id] = unique(tags, name);
          tagsByType.putIfAbsent(keyword + name, names[id]);
        }
      }
      case ENUM, ENUM64 -> addEnum((Enumeration) btf.type(id));
      case TYPEDEF -> names[id] = unique(identifiers, identifier(id, table.name(id)));
      case INT, FLOAT -> addScalar(id);
      case DECL_TAG -> {
        DeclTag tag = (DeclTag) btf.type(id);
        declTags.computeIfAbsent(tag.target(), target -> new ArrayList<>()).add(tag);
      }
      default -> {}
    }
  }

  private void addForward(BtfType.Fwd forward) {
    String name = identifier(forward.id(), forward.name());
    String keyword = forward.isUnion() ? "union " : "struct ";
    names[forward.id()] = tagsByType.computeIfAbsent(keyword + name, absent -> unique(tags, name));
  }

  private void addEnum(Enumeration enumeration) {
    int id = enumeration.id();
    if (!enumeration.name().isEmpty()) {
      names[id] = unique(tags, identifier(id, enumeration.name()));
    }
    enumerators.put(id, uniqueEnumerators(enumeration));
  }

  private List<String> uniqueEnumerators(Enumeration enumeration) {
    List<String> unique = new ArrayList<>();
    for (Enumerator enumerator : enumeration.enumerators()) {
      unique.add(unique(identifiers, identifier(enumeration.id(), enumerator.name())));
    }
    return unique;
  }

  private void addScalar(int id) {
    CScalar scalar = CScalar.of(btf.type(id));
    names[id] =
        scalar.isAlias() ? unique(identifiers, identifier(id, scalar.name())) : scalar.name();
  }

  private static String unique(Map<String, Integer> taken, String name) {
    Integer count = taken.putIfAbsent(name, 1);
    if (count == null) {
      return name;
    }
    String other;
    do {
      count++;
      other = name + "___" + count;
    } while (taken.putIfAbsent(other, 1) != null);
    taken.put(name, count);
    return other;
  }

  private String identifier(int id, String name) {
    if (!isIdentifier(name)) {
      throw btf.malformed(id, "name is not a C identifier: name=\"" + name + "\"");
    }
    return name;
  }

  private static boolean isIdentifier(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!isLetter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  @Override
  public String of(BtfType type) {
    String name = names[type.id()];
    return name == null ? "" : name;
  }

  @Override
  public String member(int composite, String name) {
    return name.isEmpty() ? name : identifier(composite, name);
  }

  // Compilers give no type to what they cannot describe.
  @Override
  public boolean leavesOut(Member member) {
    return btf.isVoid(member.type());
  }

  // C needs none, and these may be anything: no compiler reads them in a prototype.
  @Override
  public String parameter(String name) {
    return "";
  }

  @Override
  public List<String> enumerators(Enumeration enumeration) {
    // An anonymous enum that several refer to is spelled out for each of them.
    boolean again = written.get(enumeration.id());
    written.set(enumeration.id());
    return again
        ? uniqueEnumerators(enumeration)
        : enumerators.getOrDefault(enumeration.id(), List.of());
  }

  /** Whether an enum's constants were asked for. */
  boolean isWritten(int enumeration) {
    return written.get(enumeration);
  }

  @Override
  public String attribute(TypeTag tag) {
    return attribute(tag.id(), "btf_type_tag", tag.name(), tag.attribute());
  }

  @Override
  public String attributes(int id, int component) {
    if (declTags.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (DeclTag tag : declTags.getOrDefault(id, List.of())) {
      if (tag.component() == component) {
        text.append(' ').append(attribute(tag.id(), "btf_decl_tag", tag.name(), tag.attribute()));
      }
    }
    return text.toString();
  }

  private String attribute(int id, String kind, String text, boolean compilersOwn) {
    if (!compilersOwn) {
      return "__attribute__((" + kind + "(\"" + escaped(id, text) + "\")))";
    }
    if (!ATTRIBUTE.matcher(text).matches()) {
      throw btf.malformed(id, "text is not a C attribute: text=\"" + text + "\"");
    }
    return "__attribute__((" + text + "))";
  }

  private String escaped(int id, String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= DEL) {
        throw btf.malformed(id, "tag is not plain text: text=\"" + text + "\"");
      }
      // A question mark could begin a trigraph.
      escaped.append(c == '"' || c == '\\' || c == '?' ? "\\" : "").append(c);
    }
    return escaped.toString();
  }
}
