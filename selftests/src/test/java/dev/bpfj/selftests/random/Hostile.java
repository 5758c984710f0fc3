package dev.bpfj.selftests.random;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Plain values, from ordinary ones to those that nobody in their right mind would pass. */
final class Hostile {
  private static final int MUCH = 1 << 12;
  private static final int[] SIZES = {0, 1, 3, 4, 7, 8, 16, 24, 64, 255, 4096, 65_537};

  private static final List<Duration> DURATIONS =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(1),
          Duration.ofNanos(-1),
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofMillis(Integer.MAX_VALUE),
          Duration.ofMillis(Integer.MAX_VALUE + 1L),
          Duration.ofNanos(Long.MAX_VALUE),
          Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
          Duration.ofSeconds(Long.MIN_VALUE));

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\n",
          "\ud800",
          "x\udfff\ud800y",
          "\ufffe\u202e",
          "%s%n%x",
          "*",
          "x".repeat(15),
          "x".repeat(16),
          "\u00e4".repeat(100),
          "x".repeat(65_536),
          "CONFIG_BPFJ_NUMBER=7",
          "CONFIG_=\n=y\nCONFIG_X=\"",
          "10.0.0.0/8",
          "::/0",
          "10.0.0.0/33");

  private Hostile() {}

  static int number(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> random.nextInt(10);
      case 3 -> -1;
      case 4 -> Integer.MIN_VALUE;
      case 5 -> Integer.MAX_VALUE;
      case 6 -> (1 << random.nextInt(32)) + random.nextInt(3) - 1;
      default -> random.nextInt();
    };
  }

  static long longNumber(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> random.nextInt(10);
      case 3 -> -1;
      case 4 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
      case 5 -> number(random);
      case 6 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
      default -> random.nextLong();
    };
  }

  /** A count of bytes or entries that no more than a little memory goes with, or far too much. */
  static int bounded(int number) {
    return number > MUCH && number < 1 << 30 ? number & (MUCH - 1) : number;
  }

  /** How much of something: never so much that all calls together use up the run's memory. */
  static int amount(Random random) {
    int number = number(random);
    return number > MUCH ? MUCH + random.nextInt(3) - 1 : number;
  }

  static double real(Random random) {
    double[] values = {0, -0.0, Double.NaN, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, 1.5};
    return values[random.nextInt(values.length)];
  }

  static BigInteger big(Random random) {
    BigInteger power = BigInteger.ONE.shiftLeft(random.nextInt(130));
    BigInteger near = power.add(BigInteger.valueOf(random.nextInt(3) - 1L));
    return random.nextBoolean() ? near : near.negate();
  }

  static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  static Duration duration(Random random) {
    return DURATIONS.get(random.nextInt(DURATIONS.size()));
  }

  static int size(Random random) {
    return SIZES[random.nextInt(SIZES.length)];
  }

  static byte[] bytes(Random random) {
    byte[] bytes = new byte[size(random)];
    random.nextBytes(bytes);
    return bytes;
  }

  static ByteBuffer buffer(Random random) {
    int size = size(random);
    ByteBuffer buffer =
        random.nextBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
    buffer.limit(random.nextInt(size + 1)).position(random.nextInt(buffer.limit() + 1));
    if (random.nextBoolean()) {
      buffer.order(ByteOrder.nativeOrder());
    }
    if (random.nextInt(4) == 0) {
      buffer = buffer.slice();
    }
    return random.nextInt(4) == 0 ? buffer.asReadOnlyBuffer() : buffer;
  }
}
