package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.Floating;
import dev.bpfj.object.btf.BtfType.Int;
import java.util.List;
import java.util.Set;

/**
 * How C spells a number's type on machines where {@code long} has 64 bits. BTF has its name and its
 * size; where C knows no such name, or means another size by it, the size counts.
 *
 * @param name a type of C; or a name that is to be an alias
 * @param meaning the type that the alias stands for; empty where {@code name} is one of C
 */
record CScalar(String name, String meaning) {
  private static final Set<String> WORDS =
      Set.of("char", "short", "int", "long", "signed", "unsigned", "__int128");

  boolean isAlias() {
    return !meaning.isEmpty();
  }

  /** The spelling of an {@link Int} or {@link Floating}. */
  static CScalar of(BtfType type) {
    return type instanceof Floating floating ? of(floating) : of((Int) type);
  }

  private static CScalar of(Floating type) {
    boolean known =
        (type.name().equals("float") && type.size() == 4)
            || (type.name().equals("double") && type.size() == 8);
    return new CScalar(known ? type.name() : integer(type.size(), false), "");
  }

  private static CScalar of(Int type) {
    if (sizeInC(type.name()) == type.size()) {
      return new CScalar(type.name(), "");
    }
    boolean isBool = type.encoding() == Int.Encoding.BOOL && type.size() == 1;
    String meaning =
        isBool ? "_Bool" : integer(type.size(), type.encoding() == Int.Encoding.SIGNED);
    boolean isWord = sizeInC(type.name()) == 0 && type.name().matches("[A-Za-z_]\\w*");
    return isWord ? new CScalar(type.name(), meaning) : new CScalar(meaning, "");
  }

  /** What C makes of a name such as {@code long unsigned int}; 0 if it is none of its types. */
  private static int sizeInC(String name) {
    if (name.equals("_Bool")) {
      return 1;
    }
    List<String> words = List.of(name.split(" ", -1));
    if (!WORDS.containsAll(words)) {
      return 0;
    } else if (words.contains("char")) {
      return 1;
    } else if (words.contains("short")) {
      return 2;
    } else if (words.contains("long")) {
      return 8;
    }
    return words.contains("__int128") ? 16 : 4;
  }

  private static String integer(int size, boolean signed) {
    String sign = signed ? "signed " : "unsigned ";
    return switch (size) {
      case 1 -> sign + "char";
      case 2 -> sign + "short";
      case 4 -> sign + "int";
      case 8 -> sign + "long long";
      default -> sign + "__int128";
    };
  }
}
