package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Enumeration;
import dev.bpfj.object.btf.BtfType.Enumerator;
import dev.bpfj.object.btf.BtfType.Typedef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Types as a C header, {@code vmlinux.h}: every struct, union, enum and typedef, each after what it
 * contains, at the sizes and offsets that the kernel has them at. As {@code bpftool btf dump file
 * ... format c} writes it, except that it needs no {@code -fms-extensions} and compiles as C23 too.
 *
 * <p>Where several types have one name, all but the first get {@code ___2} and so on after it,
 * which CO-RE relocations ignore. The object is untrusted: names that C does not allow, and types
 * that C cannot express, are rejected.
 */
public final class CHeader {
  /** The maximum length of a header. */
  public static final int MOST_CHARACTERS = 32 << 20;

  /** What libbpf's headers and maps' definitions use: a header with some types has these too. */
  private static final List<String> BASICS =
      List.of(
          "__u8",
          "__u16",
          "__u32",
          "__u64",
          "__s8",
          "__s16",
          "__s32",
          "__s64",
          "u8",
          "u16",
          "u32",
          "u64",
          "s8",
          "s16",
          "s32",
          "s64",
          "__be16",
          "__be32",
          "__be64",
          "__le16",
          "__le32",
          "__le64",
          "__wsum",
          "__sum16",
          "bool",
          "true",
          "size_t",
          "bpf_map_type",
          "pt_regs",
          "user_pt_regs",
          "user_regs_struct");

  private static final Set<String> C23_WORDS = Set.of("bool", "true", "false");

  private static final String START =
      """
      /* The types of a kernel, written by bpf:vmlinux; changes are lost when it is written again. */
      #ifndef __VMLINUX_H__
      #define __VMLINUX_H__

      """;
  private static final String PUSH =
      """
      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
      #endif

      """;
  private static final String POP =
      """
      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute pop
      #endif

      """;
  private static final String END = "#endif /* __VMLINUX_H__ */\n";

  private final Btf btf;
  private final boolean preserveAccessIndex;
  private final HeaderNames names;
  private final CWriter writer;
  private final Set<String> declared = new HashSet<>();
  private boolean hasRecords;

  private CHeader(Btf btf, boolean preserveAccessIndex) {
    this.btf = btf;
    this.preserveAccessIndex = preserveAccessIndex;
    this.names = new HeaderNames(btf);
    this.writer = new CWriter(btf, names, false, MOST_CHARACTERS);
  }

  /**
   * Writes all types.
   *
   * @param btf a kernel's types
   * @param preserveAccessIndex whether accesses to the structs' members become CO-RE relocations
   * @return the header
   * @throws MalformedObjectException if there is a type that C cannot have
   */
  public static CHeader of(Btf btf, boolean preserveAccessIndex) {
    BitSet all = new BitSet();
    all.set(1, btf.count() + 1);
    return new CHeader(btf, preserveAccessIndex).write(all);
  }

  /**
   * Writes some types and what they need: the types of their members whole, what they point to as a
   * mere declaration. With them come the short names of integers, the registers, and what else
   * libbpf's headers and definitions of maps use.
   *
   * @param btf a kernel's types
   * @param wanted names of structs, unions, enums, typedefs, and of constants of enums; those that
   *     the kernel does not have are left out, {@link #unknown} tells them
   * @param preserveAccessIndex whether accesses to the structs' members become CO-RE relocations
   * @return the header
   * @throws MalformedObjectException if there is a type that C cannot have
   */
  public static CHeader of(Btf btf, Collection<String> wanted, boolean preserveAccessIndex) {
    Set<String> all = new HashSet<>(wanted);
    all.addAll(BASICS);
    BitSet ids = new BitSet();
    for (int id = 1; id <= btf.count(); id++) {
      if (!Collections.disjoint(namesOf(btf, id), all)) {
        ids.set(id);
      }
    }
    return new CHeader(btf, preserveAccessIndex).write(ids);
  }

  /**
   * Tells which names are no types.
   *
   * @param btf a kernel's types
   * @param wanted the names
   * @return those that {@link #of(Btf, Collection, boolean)} would leave out, in their order
   */
  public static List<String> unknown(Btf btf, Collection<String> wanted) {
    Set<String> unknown = new LinkedHashSet<>(wanted);
    for (int id = 1; id <= btf.count() && !unknown.isEmpty(); id++) {
      unknown.removeAll(namesOf(btf, id));
    }
    return List.copyOf(unknown);
  }

  private static List<String> namesOf(Btf btf, int id) {
    return switch (btf.table().kind(id)) {
      case STRUCT, UNION, TYPEDEF -> List.of(btf.table().name(id));
      case ENUM, ENUM64 -> {
        Enumeration enumeration = (Enumeration) btf.type(id);
        List<String> all = new ArrayList<>(List.of(enumeration.name()));
        enumeration.enumerators().forEach(enumerator -> all.add(enumerator.name()));
        yield all;
      }
      default -> List.of();
    };
  }

  /**
   * The header.
   *
   * @return its text
   */
  public String text() {
    // The compiler warns of an attribute for nothing.
    boolean preserve = preserveAccessIndex && hasRecords;
    return START + (preserve ? PUSH : "") + writer.text() + (preserve ? POP : "") + END;
  }

  /**
   * The name in the header of a type that it defines.
   *
   * @param id the id of a struct, union, enum or typedef
   * @return such as {@code struct task_struct} or {@code u32}; empty for an anonymous type
   */
  public String nameOf(int id) {
    BtfType type = btf.type(id);
    String name = names.of(type);
    if (name.isEmpty() || type instanceof Typedef) {
      return name;
    }
    return keyword(type) + " " + name;
  }

  private static String keyword(BtfType type) {
    if (type instanceof Composite composite) {
      return composite.isUnion() ? "union" : "struct";
    }
    return type instanceof BtfType.Fwd forward ? (forward.isUnion() ? "union" : "struct") : "enum";
  }

  private CHeader write(BitSet ids) {
    HeaderOrder order = new HeaderOrder(btf.table(), new Definitions());
    for (int id = ids.nextSetBit(1); id > 0; id = ids.nextSetBit(id + 1)) {
      if (hasName(id)) {
        order.define(id);
      }
    }
    for (int id = ids.nextSetBit(1); id > 0; id = ids.nextSetBit(id + 1)) {
      if (isUnwrittenEnum(id)) {
        define(id);
      }
    }
    if (writer.isFull()) {
      throw new MalformedObjectException(
          btf.table().object(),
          "types",
          "cannot be written in C: nested too deep, with too large gaps between members, or longer"
              + " than "
              + MOST_CHARACTERS
              + " characters");
    }
    return this;
  }

  private boolean hasName(int id) {
    return switch (btf.table().kind(id)) {
      case STRUCT, UNION, ENUM, ENUM64, FWD, TYPEDEF -> btf.table().nameOffset(id) != 0;
      default -> false;
    };
  }

  /** Constants of an anonymous enum that is no part of another type. */
  private boolean isUnwrittenEnum(int id) {
    BtfKind kind = btf.table().kind(id);
    return (kind == BtfKind.ENUM || kind == BtfKind.ENUM64)
        && btf.table().nameOffset(id) == 0
        && !names.isWritten(id);
  }

  private final class Definitions implements HeaderOrder.Visitor {
    @Override
    public void declare(int id) {
      if (declared.add(nameOf(id))) {
        writer.write(nameOf(id) + ";\n\n");
      }
    }

    @Override
    public void define(int id) {
      CHeader.this.define(id);
    }
  }

  private void define(int id) {
    BtfType type = btf.type(id);
    boolean isWordOfC23 = isWordOfC23(type);
    if (isWordOfC23) {
      writer.write("#if __STDC_VERSION__ < 202311L\n");
    }
    if (type instanceof Composite composite) {
      hasRecords = true;
      declared.add(nameOf(id));
      writer.define(composite, 0);
      writer.write(";\n\n");
    } else if (type instanceof Enumeration enumeration) {
      writer.define(enumeration, 0);
      writer.write(";\n\n");
    } else if (type instanceof Typedef typedef) {
      define(typedef);
    } else if (CScalar.of(type).isAlias()) {
      writer.write("typedef " + CScalar.of(type).meaning() + " " + names.of(type) + ";\n\n");
    }
    if (isWordOfC23) {
      writer.write("#endif\n\n");
    }
  }

  private static boolean isWordOfC23(BtfType type) {
    if (type instanceof Enumeration enumeration) {
      for (Enumerator enumerator : enumeration.enumerators()) {
        if (C23_WORDS.contains(enumerator.name())) {
          return true;
        }
      }
      return false;
    }
    return type instanceof Typedef && C23_WORDS.contains(type.name());
  }

  private void define(Typedef typedef) {
    hasRecords |=
        btf.resolve(typedef.target()) instanceof Composite composite && composite.name().isEmpty();
    // GCC of old says that it stands for void.
    boolean isVaList = typedef.target() == 0 && typedef.name().equals("__gnuc_va_list");
    if (isVaList) {
      writer.write("typedef __builtin_va_list " + names.of(typedef));
    } else {
      writer.define(typedef);
    }
    writer.write(";\n\n");
  }
}
