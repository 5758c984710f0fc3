package dev.bpfj.test.packet;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A header of TCP. Options are not built, and left out when read.
 *
 * @param source the sender's port
 * @param destination the receiver's port
 * @param sequence the number of the first byte, 32 bits
 * @param acknowledgment the number of the next byte that is expected, 32 bits
 * @param flags what is set
 * @param window how many bytes the sender takes, 16 bits
 */
public record Tcp(
    int source, int destination, long sequence, long acknowledgment, Set<Flag> flags, int window)
    implements Transport {
  static final int PROTOCOL = 6;
  static final int BYTES = 20;

  /** The flags, from the lowest bit. */
  public enum Flag {
    /** No more data. */
    FIN(0x01),
    /** A connection begins. */
    SYN(0x02),
    /** A connection is reset. */
    RST(0x04),
    /** To be delivered at once. */
    PSH(0x08),
    /** The acknowledgment counts. */
    ACK(0x10),
    /** There is urgent data. */
    URG(0x20),
    /** Congestion was seen. */
    ECE(0x40),
    /** Less is sent. */
    CWR(0x80);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }
  }

  /**
   * Checks the ranges.
   *
   * @param source the sender's port
   * @param destination the receiver's port
   * @param sequence the number of the first byte, 32 bits
   * @param acknowledgment the number of the next byte that is expected, 32 bits
   * @param flags what is set
   * @param window how many bytes the sender takes, 16 bits
   */
  public Tcp {
    Range.check("source port", source, 0xffff);
    Range.check("destination port", destination, 0xffff);
    Range.check("sequence", sequence, 0xffff_ffffL);
    Range.check("acknowledgment", acknowledgment, 0xffff_ffffL);
    Range.check("window", window, 0xffff);
    EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  int flagBits() {
    return flags.stream().mapToInt(flag -> flag.bit).sum();
  }

  static Set<Flag> flagsOf(int bits) {
    EnumSet<Flag> flags = EnumSet.allOf(Flag.class);
    flags.removeIf(flag -> (bits & flag.bit) == 0);
    return flags;
  }
}
