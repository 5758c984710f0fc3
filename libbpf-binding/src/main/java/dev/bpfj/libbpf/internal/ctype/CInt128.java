package dev.bpfj.libbpf.internal.ctype;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/** C's 128-bit integers, as two halves of 64 bits. */
public enum CInt128 {
  /** {@code __int128}. */
  SIGNED(BigInteger.ONE.shiftLeft(127).negate()),
  /** {@code unsigned __int128}. */
  UNSIGNED(BigInteger.ZERO);

  public static final int SIZE = 2 * Long.BYTES;

  /** The offsets of the halves. */
  public static final int LOW = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : Long.BYTES;

  public static final int HIGH = Long.BYTES - LOW;

  private final BigInteger least;
  private final BigInteger most;

  CInt128(BigInteger least) {
    this.least = least;
    this.most = least.add(BigInteger.ONE.shiftLeft(Byte.SIZE * SIZE)).subtract(BigInteger.ONE);
  }

  /** The number that two halves are. */
  public BigInteger of(long high, long low) {
    byte[] bytes = ByteBuffer.allocate(SIZE).putLong(high).putLong(low).array();
    return this == SIGNED ? new BigInteger(bytes) : new BigInteger(1, bytes);
  }

  /** The lower 64 bits of a number that the type has. */
  public static long low(BigInteger value) {
    return value.longValue();
  }

  /** The upper 64 bits of a number that the type has. */
  public static long high(BigInteger value) {
    return value.shiftRight(Long.SIZE).longValue();
  }

  /** Refuses a number that the type does not have. */
  public void require(BigInteger value, Function<String, IllegalArgumentException> refusal) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw refusal.apply(CInteger.outOfRange(value, least, most));
    }
  }
}
