package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.memory.AddressRange;
import dev.bpfj.libbpf.memory.Memory;

/**
 * The memory of a section of global data through an object's life: libbpf's initial image before
 * load, the kernel's pages after it, zeros once closed, all under the same addresses.
 */
public final class SectionMemory {
  private final BpfObject object;
  private final String subject;
  private final boolean frozenByLoad;
  private final long map;
  private final int size;
  private final AddressRange range;
  private final Memory memory = new Memory();
  private volatile boolean mapped;

  SectionMemory(BpfObject object, String subject, String section, long map) {
    this.object = object;
    this.subject = subject;
    this.frozenByLoad = section.startsWith(".rodata");
    this.map = map;
    try (Arena arena = new Arena()) {
      MemoryIO io = MemoryIO.getInstance();
      long psize = arena.allocate(8);
      long image = Native.libbpf().bpf_map__initial_value(map, psize);
      this.size = (int) io.getLong(psize);
      this.range = AddressRange.reserve(subject, size);
      io.copyMemory(image, range.address(), size);
    }
    memory.show(range.buffer());
  }

  /** Gives libbpf the image, which it copies into the map while loading. */
  void push() {
    LibbpfCall.number(
        "bpf_map__set_initial_value",
        subject,
        () -> Native.libbpf().bpf_map__set_initial_value(map, range.address(), size));
  }

  /** Puts the map's pages in place of the image. */
  void loaded() {
    if (frozenByLoad) {
      memory.freeze(
          () ->
              new IllegalStateException(
                  subject + ": is read-only once loaded; set it before load()"));
      return;
    }
    try {
      range.showMap(Native.libbpf().bpf_map__fd(map));
      mapped = true;
    } catch (BpfException e) {
      memory.hide(
          () ->
              new IllegalStateException(
                  subject + ": the kernel does not map it, so its values cannot be reached", e));
    }
  }

  /** Lets go of the map. Threads that are still reading find zeros. */
  void closed() {
    mapped = false;
    memory.hide(() -> new BpfClosedException(object.subject()));
    range.showZeros();
  }

  /**
   * What accessors look at.
   *
   * @return the memory
   */
  public Memory memory() {
    return memory;
  }

  /**
   * Whether the kernel's own pages are under the memory.
   *
   * @return true from load to close, for a section that the kernel maps
   */
  public boolean isMapped() {
    return mapped;
  }
}
