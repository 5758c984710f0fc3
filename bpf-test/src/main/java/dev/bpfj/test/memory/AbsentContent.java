package dev.bpfj.test.memory;

import dev.bpfj.libbpf.map.MapType;
import org.jspecify.annotations.Nullable;

/** A map of a type whose entries are the machine's: sockets, devices, stacks, what tasks have. */
final class AbsentContent extends MapContent {
  private final String name;
  private final MapType type;

  AbsentContent(String name, MapType type) {
    this.name = name;
    this.type = type;
  }

  private UnsupportedOperationException absent(String what) {
    return new UnsupportedOperationException(
        "map \""
            + name
            + "\": a kernel in memory has no entries of maps of this type: type="
            + type
            + ", operation="
            + what
            + "; test it in a kernel, by bpf:kernel-test");
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    throw absent("lookup");
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    throw absent("update");
  }

  @Override
  void delete(byte[] key) {
    throw absent("delete");
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    throw absent("next key");
  }

  @Override
  byte[] lookupAndDelete(byte[] key, long flags) {
    throw absent("lookup and delete");
  }
}
