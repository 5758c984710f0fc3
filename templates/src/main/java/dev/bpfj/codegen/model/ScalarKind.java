package dev.bpfj.codegen.model;

/** A C type whose values are single values in Java. */
public enum ScalarKind {
  /** {@code _Bool}. */
  BOOL("boolean", "Fields", "Bool", 1),
  /** {@code char}. */
  CHAR("byte", "Fields", "S8", 1),
  /** {@code __s8}. */
  S8("byte", "Fields", "S8", 1),
  /** {@code __u8}. */
  U8("int", "Fields", "U8", 1),
  /** {@code __s16}. */
  S16("short", "Fields", "S16", 2),
  /** {@code __u16}. */
  U16("int", "Fields", "U16", 2),
  /** {@code __s32}. */
  S32("int", "Fields", "S32", 4),
  /** {@code __u32}. */
  U32("long", "Fields", "U32", 4),
  /** {@code __s64}. */
  S64("long", "Fields", "64", 8),
  /** {@code __u64}. */
  U64("long", "Fields", "64", 8),
  /** {@code __int128}. */
  S128("BigInteger", "Int128", "S128", 8),
  /** {@code unsigned __int128}. */
  U128("BigInteger", "Int128", "U128", 8),
  /** {@code float}. */
  FLOAT("float", "Fields", "Float", 4),
  /** {@code double}. */
  DOUBLE("double", "Fields", "Double", 8),
  /** Any pointer. */
  POINTER("long", "Fields", "64", 8),
  /** A bitfield of {@code _Bool}. */
  BOOL_BITS("boolean", "BitFields", "Bool", 1),
  /** An unsigned bitfield of up to 31 bits. */
  INT_BITS("int", "BitFields", "Int", 1),
  /** A signed bitfield of up to 32 bits. */
  SIGNED_INT_BITS("int", "BitFields", "SignedInt", 1),
  /** An unsigned bitfield of up to 64 bits. */
  LONG_BITS("long", "BitFields", "Long", 1),
  /** A signed bitfield of up to 64 bits. */
  SIGNED_LONG_BITS("long", "BitFields", "SignedLong", 1);

  private final String javaType;
  private final String helper;
  private final String suffix;
  private final int alignment;
  private final String reader;
  private final String writer;

  ScalarKind(String javaType, String helper, String suffix, int alignment) {
    this.javaType = javaType;
    this.helper = helper;
    this.suffix = suffix;
    this.alignment = alignment;
    this.reader = helper + ".get" + suffix;
    this.writer = helper + ".set" + suffix;
  }

  /**
   * The Java type of a value.
   *
   * @return a type
   */
  public String javaType() {
    return javaType;
  }

  /**
   * The run time's class that accesses it.
   *
   * @return a simple name
   */
  public String helper() {
    return helper;
  }

  /**
   * The method that reads it.
   *
   * @return with its class
   */
  public String reader() {
    return reader;
  }

  /**
   * The method that writes it.
   *
   * @return with its class
   */
  public String writer() {
    return writer;
  }

  /**
   * How its methods' names end.
   *
   * @return such as {@code U32}
   */
  public String suffix() {
    return suffix;
  }

  /**
   * The offsets at which it is accessed whole.
   *
   * @return what they are multiples of
   */
  public int alignment() {
    return alignment;
  }

  /**
   * Whether there are atomic operations on it.
   *
   * @return true for integers of 4 and 8 bytes
   */
  public boolean isAtomic() {
    return switch (this) {
      case S32, U32, S64, U64 -> true;
      default -> false;
    };
  }

  /**
   * Whether arrays of it are copied as bytes.
   *
   * @return true for integers of one byte
   */
  public boolean isByte() {
    return this == S8 || this == U8;
  }

  /**
   * Whether arrays of it are copied as arrays of its Java type.
   *
   * @return true for integers of 2 to 8 bytes
   */
  public boolean isCopied() {
    return switch (this) {
      case S16, U16, S32, U32, S64, U64 -> true;
      default -> false;
    };
  }

  /**
   * What is said about its values.
   *
   * @return what follows "its value"
   */
  public String range() {
    return switch (this) {
      case U8 -> ", 0 to 255";
      case U16 -> ", 0 to 65535";
      case U32 -> ", 0 to 4294967295";
      case U64 -> ", an unsigned number";
      case U128 -> ", 0 to 2^128-1";
      case S128 -> ", -2^127 to 2^127-1";
      case POINTER -> ", an address";
      default -> "";
    };
  }

  /**
   * Whether a setter can refuse a value of its Java type.
   *
   * @return true if not every value of that type fits
   */
  public boolean isChecked() {
    return switch (this) {
      case U8, U16, U32, S128, U128, INT_BITS, SIGNED_INT_BITS, LONG_BITS, SIGNED_LONG_BITS -> true;
      default -> false;
    };
  }

  /**
   * Prints a value for people.
   *
   * @param value an expression
   * @return an expression
   */
  public String printed(String value) {
    return switch (this) {
      case U64 -> "StructText.unsigned(" + value + ")";
      case POINTER -> "StructText.address(" + value + ")";
      default -> value;
    };
  }
}
