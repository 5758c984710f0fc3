package dev.bpfj.object.support;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.io.Region;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Writes {@code .BTF} sections, sound or not, from the numbers of include/uapi/linux/btf.h. */
public final class BtfBuilder {
  private final ByteOrder order;
  private final Bytes types;
  private final Bytes strings;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final int firstOffset;
  private int count;

  /** Makes one with no types. */
  public BtfBuilder(ByteOrder order) {
    this.order = order;
    this.types = new Bytes(order);
    this.strings = new Bytes(order).u8(0);
    this.firstOffset = 0;
    offsets.put("", 0);
  }

  /** Makes one whose ids and strings go on where another's end. */
  public BtfBuilder(BtfBuilder base) {
    this.order = base.order;
    this.types = new Bytes(order);
    this.strings = new Bytes(order);
    this.firstOffset = base.strings.size();
    this.count = base.count;
    offsets.putAll(base.offsets);
  }

  /** A little-endian one. */
  public static BtfBuilder little() {
    return new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a string is in the string table. */
  public int string(String text) {
    return offsets.computeIfAbsent(
        text,
        key -> {
          int offset = firstOffset + strings.size();
          strings.string(key);
          return offset;
        });
  }

  /** Adds a type as its words say it; gives its id. */
  public int raw(long name, long info, long sizeOrType, long... tail) {
    types.u32(name, info, sizeOrType).u32(tail);
    return ++count;
  }

  /** Adds a type. */
  public int type(String name, int kind, int elements, long sizeOrType, long... tail) {
    return raw(string(name), (long) kind << 24 | elements, sizeOrType, tail);
  }

  /** Adds a type that has the kind flag. */
  public int flagged(String name, int kind, int elements, long sizeOrType, long... tail) {
    return raw(string(name), 1L << 31 | (long) kind << 24 | elements, sizeOrType, tail);
  }

  /** {@code int}, of 4 bytes and signed. */
  public int integer() {
    return type("int", 1, 0, 4, 1 << 24 | 32);
  }

  /** A pointer. */
  public int pointer(int target) {
    return type("", 2, 0, target);
  }

  /** An array. */
  public int array(int element, long length) {
    return type("", 3, 0, 0, element, 1, length);
  }

  /** A struct of one member. */
  public int struct(String name, long size, String member, int type) {
    return type(name, 4, 1, size, string(member), type, 0);
  }

  /** A typedef. */
  public int typedef(String name, int target) {
    return type(name, 8, 0, target);
  }

  /** A global variable. */
  public int variable(String name, int type) {
    return type(name, 14, 0, type, 1);
  }

  /** A section of one variable, with no offsets, as the compiler leaves it. */
  public int section(String name, int variable, long size) {
    return type(name, 15, 1, 0, variable, 0, size);
  }

  /** How many types there are. */
  public int count() {
    return count;
  }

  /** The section's bytes. */
  public byte[] bytes() {
    Bytes all = new Bytes(order).u16(0xeb9f).u8(1, 0);
    all.u32(24, 0, types.size(), types.size(), strings.size());
    return all.all(types.array()).all(strings.array()).array();
  }

  /** The types read back. */
  public Btf parse() {
    return Btf.parse(region());
  }

  /** The section. */
  public Region region() {
    return Region.of("test.o", "section \".BTF\"", bytes(), order);
  }
}
