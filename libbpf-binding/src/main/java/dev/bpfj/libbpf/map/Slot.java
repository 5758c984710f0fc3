package dev.bpfj.libbpf.map;

/**
 * Native memory for one call on a map at a time: a key, the key after it, and a value, each exactly
 * as large as the map's. Whoever passes an address on keeps the slot reachable until the call is
 * over.
 */
final class Slot {
  /** Of slots that are not kept. */
  static final int NO_PLACE = -1;

  final Block key;
  final Block next;
  final Block value;
  final int place;

  Slot(int keySize, int valueBytes, int place) {
    this.key = new Block(keySize);
    this.next = new Block(keySize);
    this.value = new Block(valueBytes);
    this.place = place;
  }

  /** Moves to the next key. */
  void advance() {
    key.buffer.clear().put(0, next.buffer.clear(), 0, key.buffer.capacity());
  }
}
