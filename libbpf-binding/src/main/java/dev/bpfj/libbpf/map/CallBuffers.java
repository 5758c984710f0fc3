package dev.bpfj.libbpf.map;

/**
 * Native memory for one call on a map at a time: a key, the key after it, and a value, each exactly
 * as large as the map's. Whoever passes an address on keeps the buffers reachable until the call is
 * over.
 */
final class CallBuffers {
  /** Of buffers that no pool keeps. */
  static final int NO_PLACE = -1;

  final NativeBuffer key;
  final NativeBuffer next;
  final NativeBuffer value;
  final int place;

  CallBuffers(int keySize, int valueBytes, int place) {
    this.key = new NativeBuffer(keySize);
    this.next = new NativeBuffer(keySize);
    this.value = new NativeBuffer(valueBytes);
    this.place = place;
  }

  /** Moves to the next key. */
  void advance() {
    key.buffer.clear().put(0, next.buffer.clear(), 0, key.buffer.capacity());
  }
}
