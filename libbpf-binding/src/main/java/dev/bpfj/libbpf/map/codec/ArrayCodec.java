package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.call.Arguments;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * C's arrays as keys and values of maps: lists of as many elements as the array has. An array of
 * arrays is a list of lists.
 *
 * @param <T> the type of an element
 */
public final class ArrayCodec<T> implements MapCodec<List<T>> {
  // No buffer bounds how many elements without size there are, so that a list could take all
  // memory.
  private static final int MOST_WITHOUT_SIZE = 1 << 16;

  private final MapCodec<T> element;
  private final int length;
  private final int size;

  private ArrayCodec(MapCodec<T> element, int length) {
    this.element = element;
    int each = Arguments.notNegative("ArrayCodec: size of an element", element.size());
    int most = each == 0 ? MOST_WITHOUT_SIZE : Integer.MAX_VALUE / each;
    this.length = Arguments.inRange("ArrayCodec: length", length, 0, most);
    this.size = each * length;
  }

  /**
   * The codec of an array.
   *
   * @param element the codec of an element
   * @param length how many there are
   * @param <T> the type of an element
   * @return the codec of lists with exactly so many elements
   */
  public static <T> ArrayCodec<T> of(MapCodec<T> element, int length) {
    return new ArrayCodec<>(element, length);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void put(ByteBuffer buffer, int offset, List<T> value) {
    if (value.size() != length) {
      throw new IllegalArgumentException(
          "wrong number of elements: size=" + value.size() + ", expected=" + length);
    }
    int at = offset;
    for (T one : value) {
      element.put(buffer, at, one);
      at += element.size();
    }
  }

  @Override
  public List<T> get(ByteBuffer buffer, int offset) {
    Objects.checkFromIndexSize(offset, size, buffer.limit());
    List<T> value = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      value.add(
          Arguments.made("ArrayCodec: element", element.get(buffer, offset + i * element.size())));
    }
    return value;
  }
}
