package dev.bpfj.object.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Grows an array of bytes, number by number. */
public final class Bytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  /** Makes an empty one. */
  public Bytes(ByteOrder order) {
    this.order = order;
  }

  /** Adds numbers of 8 bits. */
  public Bytes u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  /** Adds numbers of 16 bits. */
  public Bytes u16(int... values) {
    for (int value : values) {
      out.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }
    return this;
  }

  /** Adds numbers of 32 bits. */
  public Bytes u32(long... values) {
    for (long value : values) {
      out.writeBytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }
    return this;
  }

  /** Adds numbers of 64 bits. */
  public Bytes u64(long... values) {
    for (long value : values) {
      out.writeBytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }
    return this;
  }

  /** Adds bytes. */
  public Bytes all(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Adds a C string. */
  public Bytes string(String text) {
    return all(text.getBytes(StandardCharsets.UTF_8)).u8(0);
  }

  /** How many bytes there are. */
  public int size() {
    return out.size();
  }

  /** The bytes. */
  public byte[] array() {
    return out.toByteArray();
  }
}
