package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of an object. Immutable, thread-safe. Each type is checked when the section is read,
 * and decoded when it is first requested.
 */
public final class Btf {
  /** {@code void}. */
  public static final BtfType VOID = new BtfType.VoidType();

  private final BtfTable table;
  private final Sizes sizes;
  private final Alignment alignment;
  private final BtfDecoder decoder;
  private final BtfIndex index;
  // Types, and for broken ones the exception: a large one is not to be decoded time and again.
  private final AtomicReferenceArray<Object> types;

  private Btf(BtfTable table, BooleanSupplier compilerKeepsSigns) {
    this.table = table;
    this.sizes = new Sizes(table);
    this.alignment = new Alignment(table, sizes);
    this.decoder = new BtfDecoder(table, sizes, new EnumSigns(table, sizes, compilerKeepsSigns));
    this.index = new BtfIndex(table);
    this.types = new AtomicReferenceArray<>(table.count() + 1);
  }

  /**
   * Reads a {@code .BTF} section.
   *
   * @param section its content
   * @return the types
   * @throws MalformedObjectException if they are not sound
   */
  public static Btf parse(Region section) {
    return parse(section, () -> false);
  }

  /**
   * Reads a {@code .BTF} section whose compiler may be known.
   *
   * @param section its content
   * @param compilerKeepsSigns whether the compiler is known to record which enums are signed, as
   *     clang 15 and GCC 13 and later do; called only if the types do not show it
   * @return the types
   * @throws MalformedObjectException if they are not sound
   */
  public static Btf parse(Region section, BooleanSupplier compilerKeepsSigns) {
    BtfTable table = BtfTable.open(section);
    BtfChecker.check(table);
    return new Btf(table, compilerKeepsSigns);
  }

  /**
   * Reads the {@code .BTF} section of a kernel module, or other types that refer to types elsewhere
   * and go on where those end (split BTF).
   *
   * @param section its content
   * @param base what it refers to: the kernel's types
   * @return the types of both; those of the section have the highest ids
   * @throws MalformedObjectException if they are not sound, or do not belong to the base
   */
  public static Btf parse(Region section, Btf base) {
    BtfTable table = BtfTable.open(section, base.table);
    BtfChecker.check(table);
    return new Btf(table, () -> false);
  }

  /**
   * Whether the types of a {@code .BTF} section refer to types elsewhere.
   *
   * @param section its content
   * @return true if they have to be read with those
   * @throws MalformedObjectException if this is not BTF
   */
  public static boolean isSplit(Region section) {
    return BtfTable.isSplit(section);
  }

  /**
   * Rejects types that other readers cannot handle: types that contain themselves, on which they
   * loop forever, and arrays whose element type does not exist. Compilers write the latter for
   * elements that BTF cannot describe; this reader treats the elements as void.
   *
   * @throws MalformedObjectException if there is one
   */
  public void requireFinite() {
    BtfChecker.checkElements(table);
    Containment.check(table);
  }

  /**
   * How many types there are.
   *
   * @return the highest id
   */
  public int count() {
    return table.count();
  }

  /**
   * The type of an id. Ids that types refer to are always in range.
   *
   * @param id 0 for void, up to {@link #count()}
   * @return the type
   * @throws MalformedObjectException if that type is broken
   * @throws IndexOutOfBoundsException if there is no such id
   */
  public BtfType type(int id) {
    if (id == 0) {
      return VOID;
    }
    Object known = types.get(id);
    if (known == null) {
      known = decode(id);
      types.set(id, known);
    }
    if (known instanceof MalformedObjectException broken) {
      throw broken;
    }
    return (BtfType) known;
  }

  private Object decode(int id) {
    try {
      return decoder.decode(id);
    } catch (MalformedObjectException e) {
      return e;
    }
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
   * @throws MalformedObjectException if no string is there
   */
  public String string(long offset) {
    return table.strings().at(offset);
  }

  /**
   * The variables of a section.
   *
   * @param name the section's name
   * @return its {@code DATASEC}, if there is one
   */
  public Optional<BtfType.DataSec> dataSec(String name) {
    int id = index.dataSec(name);
    return id == 0 ? Optional.empty() : Optional.of((BtfType.DataSec) type(id));
  }

  /**
   * All sections that have variables.
   *
   * @return every {@code DATASEC}, in the order of their ids
   */
  public List<BtfType.DataSec> dataSecs() {
    List<BtfType.DataSec> sections = new ArrayList<>();
    for (int id : index.dataSecs()) {
      sections.add((BtfType.DataSec) type(id));
    }
    return sections;
  }

  /**
   * All tags that were put on declarations.
   *
   * @return every {@code DECL_TAG}, in the order of their ids
   */
  public List<BtfType.DeclTag> declTags() {
    List<BtfType.DeclTag> tags = new ArrayList<>();
    for (int id : index.ofKind(BtfKind.DECL_TAG)) {
      tags.add((BtfType.DeclTag) type(id));
    }
    return tags;
  }

  /**
   * The first variable or function of a name, as libbpf looks for externs.
   *
   * @param name the name in C
   * @return a {@link BtfType.Var} or {@link BtfType.Func}, if there is one
   */
  public Optional<BtfType> declaration(String name) {
    int id = index.declaration(name);
    return id == 0 ? Optional.empty() : Optional.of(type(id));
  }

  /**
   * The section that a variable or function is an entry of.
   *
   * @param id the id of a {@link BtfType.Var} or {@link BtfType.Func}
   * @return the first {@code DATASEC} that holds it, if there is one
   */
  public Optional<BtfType.DataSec> sectionOf(int id) {
    int section = index.sectionOf(id);
    return section == 0 ? Optional.empty() : Optional.of((BtfType.DataSec) type(section));
  }

  /**
   * Resolves typedefs, qualifiers and type tags.
   *
   * @param id a type's id
   * @return the type below them
   * @throws MalformedObjectException if they refer to themselves
   */
  public BtfType resolve(int id) {
    return type(sizes.resolve(id));
  }

  /**
   * Whether a variable or member has no type: BTF describes unsupported types as void, or an array
   * of void.
   *
   * @param id a type's id
   * @return true for void, and for arrays of it
   */
  public boolean isVoid(int id) {
    return sizes.isVoid(id);
  }

  /**
   * A type's size, as {@code btf__resolve_size} of libbpf gives it.
   *
   * @param id the type's id
   * @return bytes, at most 2^32-1
   * @throws MalformedObjectException if the type has no size
   */
  public long sizeOf(int id) {
    return sizes.sizeOf(id);
  }

  /**
   * A type's alignment, as {@code btf__align_of} of libbpf gives it: what its members ask for,
   * since BTF does not carry alignment attributes. Unlike there, integers of 16 bytes are aligned
   * to 16, as the compiler aligns them.
   *
   * @param id the type's id
   * @return bytes, a power of two; 1 for a packed struct
   * @throws MalformedObjectException if the type has no alignment
   */
  public int alignOf(int id) {
    return alignment.of(id);
  }

  BtfTable table() {
    return table;
  }

  boolean isPacked(int id) {
    return alignment.isPacked(id);
  }

  /**
   * Whether an enum's constants are written with 64 bits. Of enums of 8 bytes that are not, by
   * clang before 15, only the lower 32 bits of each constant are known.
   *
   * @param id the id of a {@link BtfType.Enumeration}
   * @return true for {@code BTF_KIND_ENUM64}
   */
  public boolean isEnum64(int id) {
    return table.kind(id) == BtfKind.ENUM64;
  }

  MalformedObjectException malformed(int id, String what) {
    return table.malformed(id, what);
  }
}
