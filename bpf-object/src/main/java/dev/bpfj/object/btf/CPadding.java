package dev.bpfj.object.btf;

import dev.bpfj.object.btf.BtfType.Composite;
import dev.bpfj.object.btf.BtfType.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * The gaps between a struct's members that C would not leave by itself, filled by unnamed
 * bitfields. As btf_dump_emit_bit_padding of libbpf.
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

  CPadding(Btf btf, Composite composite) {
    this.btf = btf;
    this.composite = composite;
    this.packed = !composite.isUnion() && btf.isPacked(composite.id());
  }

  boolean isPacked() {
    return packed;
  }

  /** The fillers that go before a member; to be asked in the members' order. */
  List<String> before(Member member) {
    boolean bitfield = member.bitfieldSize() > 0;
    boolean unknown = btf.isVoid(member.type());
    int align = packed || unknown ? 1 : btf.alignOf(member.type());
    List<String> fillers = fillers(member.bitOffset(), align, afterBitfield && bitfield);
    long size = unknown ? 0 : btf.sizeOf(member.type());
    long bits = bitfield ? member.bitfieldSize() : size * 8;
    end = member.bitOffset() + bits;
    afterBitfield = bitfield;
    return fillers;
  }

  /** The fillers that go after the last member. */
  List<String> atEnd() {
    boolean empty = composite.members().isEmpty();
    return fillers(composite.size() * 8, empty ? 1 : btf.alignOf(composite.id()), false);
  }

  private List<String> fillers(long next, int nextAlign, boolean inBitfield) {
    List<String> fillers = new ArrayList<>();
    if (end >= next) {
      return fillers;
    }
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

  private static void fill(long bits, int unit, List<String> fillers) {
    long left = bits;
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
