package dev.bpfj.object.btf;

/** The kinds of {@code enum} in {@code include/uapi/linux/btf.h}, numbered from 0 as there. */
enum BtfKind {
  UNKNOWN(0, 0),
  INT(4, 0),
  PTR(0, 0),
  ARRAY(12, 0),
  STRUCT(0, 12),
  UNION(0, 12),
  ENUM(0, 8),
  FWD(0, 0),
  TYPEDEF(0, 0),
  VOLATILE(0, 0),
  CONST(0, 0),
  RESTRICT(0, 0),
  FUNC(0, 0),
  FUNC_PROTO(0, 8),
  VAR(4, 0),
  DATASEC(0, 12),
  FLOAT(0, 0),
  DECL_TAG(4, 0),
  TYPE_TAG(0, 0),
  ENUM64(0, 12);

  private static final BtfKind[] KINDS = values();

  private final int fixedSize;
  private final int elementSize;

  BtfKind(int fixedSize, int elementSize) {
    this.fixedSize = fixedSize;
    this.elementSize = elementSize;
  }

  /** The kind of a number, {@link #UNKNOWN} for those that this reader does not know. */
  static BtfKind of(int number) {
    return number < KINDS.length ? KINDS[number] : UNKNOWN;
  }

  /** How many bytes follow the 12 bytes that every type begins with. */
  int tailSize(int elements) {
    return fixedSize + elementSize * elements;
  }

  /** Whether this is a struct or a union. */
  boolean isComposite() {
    return this == STRUCT || this == UNION;
  }

  /** Whether this adds a name, a qualifier or a tag to a type and nothing else. */
  boolean isTransparent() {
    return switch (this) {
      case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> true;
      default -> false;
    };
  }

  /** Whether this is a declaration, which cannot be the type of a variable. */
  boolean isDeclaration() {
    return switch (this) {
      case FUNC, VAR, DATASEC, DECL_TAG -> true;
      default -> false;
    };
  }
}
