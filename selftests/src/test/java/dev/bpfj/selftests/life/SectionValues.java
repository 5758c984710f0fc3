package dev.bpfj.selftests.life;

import dev.bpfj.libbpf.map.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads maps with int keys and int values through the system call, past all mapped memory. */
final class SectionValues {
  private SectionValues() {}

  static int lookup(BpfMap map, int key) {
    byte[] value = map.entries().lookup(bytes(key)).orElseThrow();
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
  }

  static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}
