package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Native;

/** A map of an object ({@code struct bpf_map}). */
public final class BpfMap {
  private final BpfObject object;
  private final long pointer;
  private final String name;

  BpfMap(BpfObject object, long pointer, String name) {
    this.object = object;
    this.pointer = pointer;
    this.name = name;
  }

  /**
   * The map's name ({@code bpf_map__name}).
   *
   * @return as libbpf has it
   */
  public String name() {
    return name;
  }

  /**
   * The map's file descriptor ({@code bpf_map__fd}).
   *
   * @return a descriptor that belongs to the object
   * @throws IllegalStateException if the object is not loaded
   */
  public int fd() {
    return object.locked(
        () -> {
          object.requireLoaded("map \"" + name + "\"");
          return Native.libbpf().bpf_map__fd(pointer);
        });
  }
}
