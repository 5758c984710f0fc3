package dev.bpfj.object.btf;

/**
 * Prints types and variables as C declarations, in the format of libbpf's {@code
 * btf_dump__emit_type_decl}. The text has at most {@link #MOST_CHARACTERS} characters; longer text
 * is truncated and ends in {@code ...}. Names are copied from the object and are untrusted.
 */
public final class CDeclaration {
  /** The maximum length of a text. */
  public static final int MOST_CHARACTERS = 1 << 16;

  private CDeclaration() {}

  /**
   * A type, such as {@code const char *} or {@code int[4]}; of a variable or function the whole
   * declaration, such as {@code int x}. Anonymous structs, unions and enums are spelled out, on
   * lines of their own, indented by tabs.
   *
   * @param btf the object's types
   * @param id the type's id
   * @return the text, without a semicolon
   */
  public static String of(Btf btf, int id) {
    BtfType type = btf.type(id);
    boolean declaration = type instanceof BtfType.Var || type instanceof BtfType.Func;
    return of(btf, id, declaration ? type.name() : "");
  }

  /**
   * A variable, member or parameter of a type, such as {@code int (*handlers[4])(void *)}.
   *
   * @param btf the object's types
   * @param id the type's id; of a variable or function, what counts is its type
   * @param name the declared name
   * @return the text, without a semicolon
   */
  public static String of(Btf btf, int id, String name) {
    CWriter writer = new CWriter(btf, false);
    writer.declare(typeOf(btf, id), name, 0);
    return writer.text();
  }

  /**
   * The same on one line: the insides of anonymous types are left out, as in {@code struct {...}
   * pair[2]}.
   *
   * @param btf the object's types
   * @param id the type's id; of a variable or function, what counts is its type
   * @param name the declared name, may be empty
   * @return the text, without a semicolon
   */
  public static String brief(Btf btf, int id, String name) {
    CWriter writer = new CWriter(btf, true);
    writer.declare(typeOf(btf, id), name, 0);
    return writer.text();
  }

  /**
   * What defines a type: a struct with its members, with padding written out where C would not put
   * it by itself, an enum with its constants, a typedef.
   *
   * @param btf the object's types
   * @param id the type's id
   * @return the text, without a semicolon; for types without a definition the same as {@link #of}
   */
  public static String definition(Btf btf, int id) {
    CWriter writer = new CWriter(btf, false);
    BtfType type = btf.type(id);
    if (type instanceof BtfType.Composite composite) {
      writer.define(composite, 0);
    } else if (type instanceof BtfType.Enumeration enumeration) {
      writer.define(enumeration, 0);
    } else if (type instanceof BtfType.Typedef typedef) {
      writer.define(typedef);
    } else {
      return of(btf, id);
    }
    return writer.text();
  }

  private static int typeOf(Btf btf, int id) {
    BtfType type = btf.type(id);
    if (type instanceof BtfType.Var variable) {
      return variable.type();
    }
    return type instanceof BtfType.Func function ? function.prototype() : id;
  }
}
