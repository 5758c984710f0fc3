package dev.bpfj.object.btf;

import java.util.List;

/**
 * A type, as BTF describes it. Other types are named by their id; {@link Btf#type(int)} gives them.
 * Sizes are in bytes unless a name says bits.
 */
public sealed interface BtfType {

  /**
   * The type's id.
   *
   * @return 0 for void, else its place in the type section, from 1
   */
  int id();

  /**
   * The type's name in C.
   *
   * @return empty where the type has none
   */
  default String name() {
    return "";
  }

  /**
   * {@code void}, which has no entry in BTF: the target of {@code void *}. Compilers also use it
   * for types that BTF cannot describe, such as {@code _Atomic int} in C and {@code char} in Rust.
   */
  record VoidType() implements BtfType {
    @Override
    public int id() {
      return 0;
    }
  }

  /**
   * {@code BTF_KIND_INT}.
   *
   * @param id the type's id
   * @param name such as {@code unsigned int}
   * @param size 1, 2, 4, 8 or 16; 0 for {@code ()} of Rust
   * @param encoding what the bits mean
   * @param bitOffset the first bit's place inside the storage, 0 outside of old-style bitfields
   * @param bits how many bits count
   */
  record Int(int id, String name, int size, Encoding encoding, int bitOffset, int bits)
      implements BtfType {

    /** What an integer's bits mean. */
    public enum Encoding {
      /** An unsigned number. */
      UNSIGNED,
      /** A signed number, two's complement. */
      SIGNED,
      /** A plain {@code char}; clang does not use it, GCC does. */
      CHAR,
      /** {@code _Bool}. */
      BOOL
    }
  }

  /**
   * {@code BTF_KIND_PTR}.
   *
   * @param id the type's id
   * @param target the id of what it points to
   */
  record Ptr(int id, int target) implements BtfType {}

  /**
   * {@code BTF_KIND_ARRAY}.
   *
   * @param id the type's id
   * @param element the id of the elements' type
   * @param index the id of the index's type
   * @param length how many elements, from 0 to 2^32-1; flexible ones have 0
   */
  record Array(int id, int element, int index, long length) implements BtfType {}

  /**
   * {@code BTF_KIND_STRUCT} and {@code BTF_KIND_UNION}.
   *
   * @param id the type's id
   * @param name its tag, empty for an anonymous one
   * @param isUnion whether it is a union
   * @param size its size with padding
   * @param members its members, in the order of the declaration
   */
  record Composite(int id, String name, boolean isUnion, long size, List<Member> members)
      implements BtfType {}

  /**
   * A member of a struct or union.
   *
   * @param name its name, empty for an anonymous struct or union, and for padding bitfields
   * @param type the id of its type
   * @param bitOffset its place from the start of the struct, in bits
   * @param bitfieldSize its width in bits, 0 if it is no bitfield
   */
  record Member(String name, int type, long bitOffset, int bitfieldSize) {}

  /**
   * {@code BTF_KIND_ENUM} and {@code BTF_KIND_ENUM64}.
   *
   * @param id the type's id
   * @param name its tag, empty for an anonymous one
   * @param size 1, 2, 4 or 8; 0 if it is declared and not defined
   * @param signed whether the values are signed; where the compiler does not say, as clang before
   *     15, whether they must be
   * @param enumerators its constants, in the order of the declaration
   */
  record Enumeration(int id, String name, int size, boolean signed, List<Enumerator> enumerators)
      implements BtfType {}

  /**
   * A constant of an enum.
   *
   * @param name its name
   * @param value its value, sign-extended if the enum is signed, else zero-extended
   */
  record Enumerator(String name, long value) {}

  /**
   * {@code BTF_KIND_FWD}: a struct or union that is declared and not defined.
   *
   * @param id the type's id
   * @param name its tag
   * @param isUnion whether it is a union
   */
  record Fwd(int id, String name, boolean isUnion) implements BtfType {}

  /**
   * {@code BTF_KIND_TYPEDEF}.
   *
   * @param id the type's id
   * @param name the new name
   * @param target the id of the type that it names
   */
  record Typedef(int id, String name, int target) implements BtfType {}

  /**
   * {@code BTF_KIND_CONST}, {@code BTF_KIND_VOLATILE} and {@code BTF_KIND_RESTRICT}.
   *
   * @param id the type's id
   * @param qualifier which of them
   * @param target the id of the qualified type
   */
  record Qualified(int id, Qualifier qualifier, int target) implements BtfType {}

  /** A type qualifier of C. */
  enum Qualifier {
    /** {@code const}. */
    CONST,
    /** {@code volatile}. */
    VOLATILE,
    /** {@code restrict}. */
    RESTRICT
  }

  /**
   * {@code BTF_KIND_FUNC}.
   *
   * @param id the type's id
   * @param name the function's name
   * @param prototype the id of its {@link FuncProto}
   * @param linkage static, global or extern
   */
  record Func(int id, String name, int prototype, Linkage linkage) implements BtfType {}

  /**
   * {@code BTF_KIND_FUNC_PROTO}.
   *
   * @param id the type's id
   * @param returns the id of the result's type
   * @param parameters its parameters; a last one of type 0 without a name stands for {@code ...}
   */
  record FuncProto(int id, int returns, List<Parameter> parameters) implements BtfType {}

  /**
   * A parameter of a function.
   *
   * @param name its name, may be empty
   * @param type the id of its type
   */
  record Parameter(String name, int type) {}

  /**
   * {@code BTF_KIND_VAR}.
   *
   * @param id the type's id
   * @param name the variable's name
   * @param type the id of its type
   * @param linkage static, global or extern
   */
  record Var(int id, String name, int type, Linkage linkage) implements BtfType {}

  /** The linkage of a variable or function. */
  enum Linkage {
    /** {@code static}: not at all. */
    STATIC,
    /** Defined here, weak ones included. */
    GLOBAL,
    /** Declared here, defined elsewhere. */
    EXTERN
  }

  /**
   * {@code BTF_KIND_DATASEC}.
   *
   * @param id the type's id
   * @param name the section's name
   * @param size its size; 0 until an object is linked
   * @param entries its variables, in the order written down
   */
  record DataSec(int id, String name, long size, List<SectionEntry> entries) implements BtfType {}

  /**
   * A variable's place in its section.
   *
   * @param type the id of the {@link Var}, or of a {@link Func} among {@code .ksyms}
   * @param offset its offset; 0 until an object is linked
   * @param size its size
   */
  record SectionEntry(int type, long offset, long size) {}

  /**
   * {@code BTF_KIND_FLOAT}.
   *
   * @param id the type's id
   * @param name such as {@code double}
   * @param size 2, 4, 8, 12 or 16
   */
  record Floating(int id, String name, int size) implements BtfType {}

  /**
   * {@code BTF_KIND_DECL_TAG}: {@code __attribute__((btf_decl_tag("...")))}.
   *
   * @param id the type's id
   * @param name the tag's text
   * @param target the id of what is tagged
   * @param component the tagged member or parameter's index, {@link #WHOLE} for the whole
   * @param attribute whether the text is an attribute of the compiler's own and no tag
   */
  record DeclTag(int id, String name, int target, int component, boolean attribute)
      implements BtfType {

    /** The {@link #component} of a tag that is on the whole declaration. */
    public static final int WHOLE = -1;
  }

  /**
   * {@code BTF_KIND_TYPE_TAG}: {@code __attribute__((btf_type_tag("...")))}.
   *
   * @param id the type's id
   * @param name the tag's text
   * @param target the id of the tagged type
   * @param attribute whether the text is an attribute of the compiler's own and no tag
   */
  record TypeTag(int id, String name, int target, boolean attribute) implements BtfType {}

  /**
   * A kind that is newer than this reader, in an object that says how long its types are.
   *
   * @param id the type's id
   * @param name its name, may be empty
   * @param kind the kind's number
   */
  record Unknown(int id, String name, int kind) implements BtfType {}
}
