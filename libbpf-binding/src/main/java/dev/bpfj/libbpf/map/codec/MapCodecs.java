package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.ctype.CInt128;
import dev.bpfj.libbpf.internal.ctype.CInteger;
import dev.bpfj.libbpf.internal.ctype.CText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Codecs of C's types, in the machine's byte order.
 *
 * <p>Thread-safe.
 */
public final class MapCodecs {
  private MapCodecs() {}

  /** What codecs throw; made when a value is first written. */
  static final class Refusal {
    static final Function<String, IllegalArgumentException> PLAIN = IllegalArgumentException::new;

    private Refusal() {}
  }

  private interface Reader<T> {
    T get(ByteBuffer buffer, int offset);
  }

  private interface Writer<T> {
    void put(ByteBuffer buffer, int offset, T value);
  }

  private record Scalar<T>(int size, Reader<T> reader, Writer<T> writer) implements MapCodec<T> {
    @Override
    public void put(ByteBuffer buffer, int offset, T value) {
      writer.put(buffer, offset, value);
    }

    @Override
    public T get(ByteBuffer buffer, int offset) {
      return reader.get(buffer, offset);
    }
  }

  /**
   * {@code __s8}.
   *
   * @return the codec
   */
  public static MapCodec<Byte> s8() {
    return new Scalar<>(Byte.BYTES, ByteBuffer::get, ByteBuffer::put);
  }

  /**
   * {@code __u8}.
   *
   * @return the codec of 0 to 255
   */
  public static MapCodec<Integer> u8() {
    return new Scalar<>(
        Byte.BYTES,
        (buffer, offset) -> Byte.toUnsignedInt(buffer.get(offset)),
        (buffer, offset, value) -> buffer.put(offset, CInteger.u8(value, Refusal.PLAIN)));
  }

  /**
   * {@code __s16}.
   *
   * @return the codec
   */
  public static MapCodec<Short> s16() {
    return new Scalar<>(Short.BYTES, ByteBuffer::getShort, ByteBuffer::putShort);
  }

  /**
   * {@code __u16}.
   *
   * @return the codec of 0 to 65535
   */
  public static MapCodec<Integer> u16() {
    return new Scalar<>(
        Short.BYTES,
        (buffer, offset) -> Short.toUnsignedInt(buffer.getShort(offset)),
        (buffer, offset, value) -> buffer.putShort(offset, CInteger.u16(value, Refusal.PLAIN)));
  }

  /**
   * {@code __s32}, {@code int}.
   *
   * @return the codec
   */
  public static MapCodec<Integer> s32() {
    return IntegerCodecs.S32.CODEC;
  }

  /**
   * {@code __u32}.
   *
   * @return the codec of 0 to 2^32-1
   */
  public static MapCodec<Long> u32() {
    return IntegerCodecs.U32.CODEC;
  }

  /**
   * {@code __s64}.
   *
   * @return the codec
   */
  public static MapCodec<Long> s64() {
    return IntegerCodecs.S64.CODEC;
  }

  /**
   * {@code __u64}, and pointers.
   *
   * @return the codec of all 64 bits, as {@link Long#toUnsignedString(long)} and the like take them
   */
  public static MapCodec<Long> u64() {
    return s64();
  }

  /**
   * {@code __int128}.
   *
   * @return the codec of -2^127 to 2^127-1
   */
  public static MapCodec<BigInteger> s128() {
    return new Int128Codec(CInt128.SIGNED);
  }

  /**
   * {@code unsigned __int128}.
   *
   * @return the codec of 0 to 2^128-1
   */
  public static MapCodec<BigInteger> u128() {
    return new Int128Codec(CInt128.UNSIGNED);
  }

  /**
   * {@code bool}.
   *
   * @return the codec
   */
  public static MapCodec<Boolean> bool() {
    return new Scalar<>(
        Byte.BYTES,
        (buffer, offset) -> buffer.get(offset) != 0,
        (buffer, offset, value) -> buffer.put(offset, (byte) (value ? 1 : 0)));
  }

  /**
   * {@code float}.
   *
   * @return the codec
   */
  public static MapCodec<Float> f32() {
    return new Scalar<>(Float.BYTES, ByteBuffer::getFloat, ByteBuffer::putFloat);
  }

  /**
   * {@code double}.
   *
   * @return the codec
   */
  public static MapCodec<Double> f64() {
    return new Scalar<>(Double.BYTES, ByteBuffer::getDouble, ByteBuffer::putDouble);
  }

  /**
   * The index of an array, a {@code __u32}.
   *
   * @return the codec of 0 to 2^31-1
   */
  public static MapCodec<Integer> index() {
    return new Scalar<>(
        Integer.BYTES,
        ByteBuffer::getInt,
        (buffer, offset, value) -> buffer.putInt(offset, Arguments.notNegative("value", value)));
  }

  /**
   * An IPv4 address, as packets have it.
   *
   * @return the codec of 4 bytes
   */
  public static MapCodec<InetAddress> ipv4() {
    return new Addresses(Addresses.V4);
  }

  /**
   * An IPv6 address, as packets have it.
   *
   * @return the codec of 16 bytes
   */
  public static MapCodec<InetAddress> ipv6() {
    return new Addresses(Addresses.V6);
  }

  /**
   * Bytes, whatever they mean.
   *
   * @param size exactly how many
   * @return the codec
   */
  public static MapCodec<byte[]> bytes(int size) {
    return new Bytes(Arguments.notNegative("bytes: size", size));
  }

  /**
   * {@code char[size]} of a value, UTF-8, ended by a zero byte unless it fills the array. What is
   * behind the zero byte is not read; for keys there is {@link #textKey}.
   *
   * @param size the array's length
   * @return the codec of texts without zero characters
   */
  public static MapCodec<String> text(int size) {
    return new Scalar<>(
        Arguments.notNegative("text: size", size),
        (buffer, offset) -> getText(buffer, offset, size),
        (buffer, offset, value) -> putText(buffer, offset, size, value));
  }

  /**
   * {@code char[size]} of a key, with all of its bytes.
   *
   * @param size the array's length
   * @return the codec of texts of up to so many bytes
   */
  public static MapCodec<Text> textKey(int size) {
    return new Scalar<>(
        Arguments.notNegative("textKey: size", size),
        (buffer, offset) -> Text.read(buffer, offset, size),
        (buffer, offset, value) -> value.write(buffer, offset, size));
  }

  private static String getText(ByteBuffer buffer, int offset, int size) {
    int length = 0;
    while (length < size && buffer.get(offset + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    buffer.get(offset, bytes);
    return CText.decode(bytes);
  }

  private static void putText(ByteBuffer buffer, int offset, int size, String value) {
    Text.write(CText.encode(value, Refusal.PLAIN), buffer, offset, size);
  }
}
