package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the gaps between a struct's members, and after those of a union, that C's layout rules
 * would not produce, with unnamed bitfields. As btf_dump_emit_bit_padding of libbpf, except that
 * libbpf does not pad unions to their full size.
 */
final class CPadding {
  private static final String[] NAMES = {"long", "int", "short", "char"};
  private static final int[] BITS = {64, 32, 16, 8};
  // A hostile struct could have gigabytes between two members.
  private static final int MOST_FILLERS = 4096;

  private final Btf btf;
  private final Composite composite;
  private final boolean packed;
  private long end;
  private boolean afterBitfield;
  private boolean complete = true;

  CPadding(Btf btf, Composite composite) {
    this.btf = btf;
    this.composite = composite;
    this.packed = btf.isPacked(composite.id());
  }

  boolean isPacked() {
    return packed;
  }

  /** Whether all gaps were filled: very large ones are not. */
  boolean isComplete() {
    return complete;
  }

  /** The fillers that go before a member; to be asked in the members' order. */
  List<String> before(Member member) {
    boolean bitfield = member.bitfieldSize() > 0;
    boolean unknown = btf.isVoid(member.type());
    long size = unknown ? 0 : btf.sizeOf(member.type());
    long bits = bitfield ? member.bitfieldSize() : size * 8;
    if (composite.isUnion()) {
      end = Math.max(end, bits);
      return List.of();
    }
    int align = packed || unknown ? 1 : btf.alignOf(member.type());
    List<String> fillers = fillers(member.bitOffset(), align, afterBitfield && bitfield);
    end = member.bitOffset() + bits;
    afterBitfield = bitfield;
    return fillers;
  }

  /** The fillers that go after the last member. */
  List<String> atEnd() {
    boolean empty = composite.members().isEmpty();
    int align = empty ? 1 : btf.alignOf(composite.id());
    long size = composite.size() * 8;
    if (!composite.isUnion()) {
      return fillers(size, align, false);
    }
    boolean filled = roundUp(end, packed ? 8 : align * 8L) >= size;
    return filled ? List.of() : List.of(filler(size));
  }

  /** A member of a union that is as large as the whole. */
  private String filler(long bits) {
    List<String> fillers = new ArrayList<>();
    fill(bits, packed ? BITS.length - 1 : 0, fillers);
    return "struct { " + String.join(" ", fillers) + " };";
  }

  private List<String> fillers(long next, int nextAlign, boolean inBitfield) {
    if (end >= next) {
      return List.of();
    }
    List<String> fillers = new ArrayList<>();
    int unit = 0;
    while (roundUp(end, BITS[unit]) > next && unit < BITS.length - 1) {
      unit++;
    }
    long at = end;
    long aligned = roundUp(at, BITS[unit]);
    if (aligned > at && aligned <= next) {
      // Without a marker the compiler would not align to here, or would drop what follows.
      boolean marker =
          (aligned == next && roundUp(at, nextAlign * 8L) != aligned)
              || (aligned != next && next - aligned <= aligned - at);
      if (inBitfield || marker) {
        fillers.add(filler(unit, inBitfield ? aligned - at : 0));
      }
      at = aligned;
    }
    fill(next - at, unit, fillers);
    return fillers;
  }

  private void fill(long bits, int unit, List<String> fillers) {
    long left = bits;
    complete &= bits / BITS[unit] < MOST_FILLERS;
    while (left >= BITS[unit] && fillers.size() < MOST_FILLERS) {
      fillers.add(filler(unit, BITS[unit]));
      left -= BITS[unit];
    }
    if (left > 0 && fillers.size() < MOST_FILLERS) {
      int smallest = BITS.length - 1;
      while (BITS[smallest] < left) {
        smallest--;
      }
      fillers.add(filler(smallest, left));
    }
  }

  private static String filler(int unit, long bits) {
    return NAMES[unit] + ": " + bits + ";";
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
