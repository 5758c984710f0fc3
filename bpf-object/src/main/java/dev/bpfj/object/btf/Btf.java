package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of an object. Immutable; types are decoded when first asked for, after all of them were
 * checked for what can be checked one by one.
 */
public final class Btf {
  /** {@code void}. */
  public static final BtfType VOID = new BtfType.VoidType();

  // libbpf gives up at 32 (MAX_RESOLVE_DEPTH in btf.c); nothing that it accepts comes near this.
  private static final int MAX_DEPTH = 256;

  private final BtfReader reader;
  private final AtomicReferenceArray<BtfType> types;

  private Btf(BtfReader reader) {
    this.reader = reader;
    this.types = new AtomicReferenceArray<>(reader.count() + 1);
  }

  /**
   * Reads a {@code .BTF} section.
   *
   * @param section its content
   * @return the types
   * @throws MalformedObjectException if they are not sound
   */
  public static Btf parse(Region section) {
    return new Btf(BtfReader.open(section));
  }

  /**
   * How many types there are.
   *
   * @return the highest id
   */
  public int count() {
    return reader.count();
  }

  /**
   * The type of an id.
   *
   * @param id 0 for void, up to {@link #count()}
   * @return the type
   * @throws MalformedObjectException if that type is broken
   */
  public BtfType type(int id) {
    if (id == 0) {
      return VOID;
    }
    BtfType known = types.get(id);
    if (known == null) {
      known = reader.decode(id);
      types.set(id, known);
    }
    return known;
  }

  /**
   * All types.
   *
   * @return from id 1 upwards
   */
  public Stream<BtfType> types() {
    return IntStream.rangeClosed(1, count()).mapToObj(this::type);
  }

  /**
   * The string at an offset of the string table, as {@code .BTF.ext} refers to them.
   *
   * @param offset the offset in bytes
   * @return the string
   */
  public String string(long offset) {
    return reader.strings().at(offset);
  }

  /**
   * The variables of a section.
   *
   * @param name the section's name
   * @return its {@code DATASEC}, if there is one
   */
  public Optional<BtfType.DataSec> dataSec(String name) {
    return types()
        .filter(type -> type instanceof BtfType.DataSec sec && sec.name().equals(name))
        .map(BtfType.DataSec.class::cast)
        .findFirst();
  }

  /**
   * Goes through typedefs, qualifiers and type tags.
   *
   * @param id a type's id
   * @return the type below them
   */
  public BtfType resolve(int id) {
    BtfType type = type(id);
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      int target = below(type);
      if (target < 0) {
        return type;
      }
      type = type(target);
    }
    throw tooDeep(id);
  }

  private static int below(BtfType type) {
    if (type instanceof BtfType.Typedef typedef) {
      return typedef.target();
    } else if (type instanceof BtfType.Qualified qualified) {
      return qualified.target();
    } else if (type instanceof BtfType.TypeTag tag) {
      return tag.target();
    }
    return -1;
  }

  /**
   * A type's size, as {@code btf__resolve_size} of libbpf gives it.
   *
   * @param id the type's id
   * @return bytes
   * @throws MalformedObjectException if the type has no size
   */
  public long sizeOf(int id) {
    long count = 1;
    int at = id;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      BtfType type = resolve(at);
      if (!(type instanceof BtfType.Array array)) {
        return multiply(id, count, ownSize(type));
      }
      count = multiply(id, count, array.length());
      at = array.element();
    }
    throw tooDeep(id);
  }

  private long ownSize(BtfType type) {
    if (type instanceof BtfType.Int integer) {
      return integer.size();
    } else if (type instanceof BtfType.Ptr) {
      return 8;
    } else if (type instanceof BtfType.Composite composite) {
      return composite.size();
    } else if (type instanceof BtfType.Enumeration enumeration) {
      return enumeration.size();
    } else if (type instanceof BtfType.Floating floating) {
      return floating.size();
    } else if (type instanceof BtfType.DataSec section) {
      return section.size();
    } else if (type instanceof BtfType.Var variable) {
      return sizeOfVariable(variable);
    }
    throw reader.malformed(type.id(), "has no size: " + type.getClass().getSimpleName());
  }

  private long sizeOfVariable(BtfType.Var variable) {
    if (resolve(variable.type()) instanceof BtfType.Var) {
      throw reader.malformed(variable.id(), "a variable of the type of a variable");
    }
    return sizeOf(variable.type());
  }

  /**
   * A type's alignment, as {@code btf__align_of} of libbpf gives it: what its members ask for,
   * since BTF does not carry alignment attributes.
   *
   * @param id the type's id
   * @return bytes, a power of two; 1 for a packed struct
   */
  public int alignOf(int id) {
    return Alignment.of(this, id);
  }

  MalformedObjectException malformed(int id, String what) {
    return reader.malformed(id, what);
  }

  private long multiply(int id, long count, long size) {
    try {
      return Math.multiplyExact(count, size);
    } catch (ArithmeticException e) {
      throw reader.malformed(id, "is larger than memory can be");
    }
  }

  private MalformedObjectException tooDeep(int id) {
    return reader.malformed(id, "refers to itself, or more than " + MAX_DEPTH + " deep");
  }
}
