package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The functions and source lines of an object's instructions, from its {@code .BTF.ext} section.
 * The records of a section are decoded when first asked for.
 */
public final class BtfExt {
  /** No functions and no lines. */
  public static final BtfExt EMPTY =
      new BtfExt(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_SIZE = 24;
  private static final int HEADER_SIZE_WITH_RELOCATIONS = 32;
  private static final int FUNCTION_SIZE = 8;
  private static final int LINE_SIZE = 16;
  private static final int RELOCATION_SIZE = 16;
  private static final int COLUMN_BITS = 10;

  private final Optional<ExtRecords<FunctionInfo>> functions;
  private final Optional<ExtRecords<LineInfo>> lines;
  // CO-RE relocations, of which only the offsets are of interest so far.
  private final Optional<ExtRecords<Long>> relocations;

  private BtfExt(
      Optional<ExtRecords<FunctionInfo>> functions,
      Optional<ExtRecords<LineInfo>> lines,
      Optional<ExtRecords<Long>> relocations) {
    this.functions = functions;
    this.lines = lines;
    this.relocations = relocations;
  }

  /**
   * Reads a {@code .BTF.ext} section.
   *
   * @param section its content
   * @param btf the types and strings that it refers to
   * @return the functions and lines
   * @throws MalformedObjectException if it is not sound
   */
  public static BtfExt parse(Region section, Btf btf) {
    if (section.u16(0) != MAGIC) {
      throw section.malformed(
          "magic: found=0x" + Integer.toHexString(section.u16(0)) + ", expected=0xeb9f");
    }
    if (section.u8(2) != 1) {
      throw section.malformed("BTF.ext version: found=" + section.u8(2) + ", expected=1");
    }
    long header = section.u32(4);
    if (header < HEADER_SIZE) {
      throw section.malformed("header size: found=" + header + ", expected=" + HEADER_SIZE);
    }
    Region functions =
        section.part("section \".BTF.ext\", functions", header + section.u32(8), section.u32(12));
    Region lines =
        section.part("section \".BTF.ext\", lines", header + section.u32(16), section.u32(20));
    return new BtfExt(
        Optional.of(
            ExtRecords.open(
                functions, btf, FUNCTION_SIZE, (name, at) -> function(functions, btf, name, at))),
        Optional.of(
            ExtRecords.open(lines, btf, LINE_SIZE, (name, at) -> line(lines, btf, name, at))),
        relocations(section, header, btf));
  }

  private static Optional<ExtRecords<Long>> relocations(Region section, long header, Btf btf) {
    if (header < HEADER_SIZE_WITH_RELOCATIONS) {
      return Optional.empty();
    }
    Region relocations =
        section.part(
            "section \".BTF.ext\", CO-RE relocations", header + section.u32(24), section.u32(28));
    return Optional.of(
        ExtRecords.open(
            relocations, btf, RELOCATION_SIZE, (name, at) -> relocation(relocations, btf, at)));
  }

  private static long relocation(Region records, Btf btf, long at) {
    int id = records.s32(at + 4);
    if (id < 0 || id > btf.count()) {
      throw records.malformed("no such type: type=" + Integer.toUnsignedLong(id));
    }
    btf.string(records.u32(at + 8));
    return records.u32(at);
  }

  /**
   * Decodes every record at once; otherwise records are decoded on first use.
   *
   * @throws MalformedObjectException if one is not sound
   */
  public void requireSound() {
    functions.ifPresent(records -> records.decodeAll(FunctionInfo::offset));
    lines.ifPresent(records -> records.decodeAll(LineInfo::offset));
    relocations.ifPresent(records -> records.decodeAll(Long::longValue));
  }

  private static FunctionInfo function(Region records, Btf btf, String section, long at) {
    int id = records.s32(at + 4);
    if (id < 0 || id > btf.count() || !(btf.type(id) instanceof BtfType.Func function)) {
      throw records.malformed("no function has this type: type=" + Integer.toUnsignedLong(id));
    }
    return new FunctionInfo(section, records.u32(at), function);
  }

  private static LineInfo line(Region records, Btf btf, String section, long at) {
    int place = records.s32(at + 12);
    return new LineInfo(
        section,
        records.u32(at),
        btf.string(records.u32(at + 4)),
        btf.string(records.u32(at + 8)),
        place >>> COLUMN_BITS,
        place & (1 << COLUMN_BITS) - 1);
  }

  /**
   * The sections that have lines.
   *
   * @return their names, in the file's order
   */
  public Set<String> sections() {
    return lines.map(ExtRecords::sections).orElse(Set.of());
  }

  /**
   * The source lines of a section.
   *
   * @param section the section's name in the file
   * @return by offset
   */
  public List<LineInfo> lines(String section) {
    return lines.map(records -> records.in(section, LineInfo::offset)).orElse(List.of());
  }

  /**
   * The functions of a section.
   *
   * @param section the section's name in the file
   * @return by offset
   */
  public List<FunctionInfo> functions(String section) {
    return functions.map(records -> records.in(section, FunctionInfo::offset)).orElse(List.of());
  }

  /**
   * The source lines of a part of a section.
   *
   * @param section the section's name in the file
   * @param from where the part begins, in bytes
   * @param to where it ends, exclusive
   * @return by offset
   */
  public List<LineInfo> lines(String section, long from, long to) {
    return between(lines(section), LineInfo::offset, from, to);
  }

  /**
   * The functions of a part of a section.
   *
   * @param section the section's name in the file
   * @param from where the part begins, in bytes
   * @param to where it ends, exclusive
   * @return by offset
   */
  public List<FunctionInfo> functions(String section, long from, long to) {
    return between(functions(section), FunctionInfo::offset, from, to);
  }

  private static <T> List<T> between(List<T> all, ToLongFunction<T> offset, long from, long to) {
    return Collections.unmodifiableList(
        all.subList(firstFrom(all, offset, from), firstFrom(all, offset, to)));
  }

  private static <T> int firstFrom(List<T> all, ToLongFunction<T> offset, long from) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (offset.applyAsLong(all.get(middle)) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
