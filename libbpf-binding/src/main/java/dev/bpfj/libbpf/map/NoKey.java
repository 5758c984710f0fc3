package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.map.codec.MapCodec;
import java.nio.ByteBuffer;

/** The key of maps that have none: system calls are given NULL. */
enum NoKey implements MapCodec<NoKey> {
  NONE;

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void put(ByteBuffer buffer, int offset, NoKey value) {
    // nothing
  }

  @Override
  public NoKey get(ByteBuffer buffer, int offset) {
    return NONE;
  }
}
