package dev.bpfj.libbpf.internal.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOMEM;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a section of global data through an object's life: libbpf's initial image before
 * load, the kernel's pages after it, zeros once closed, all under the same addresses.
 *
 * <p>Sections that the kernel freezes ({@code .rodata}, {@code .kconfig}) keep memory of Java's
 * own, with the values that the kernel has: read-only pages under a setter that has just passed its
 * check would end the JVM.
 *
 * <p>Changes are made by one thread at a time, which has the object's lock; any number of threads
 * may read and write meanwhile.
 */
public final class SectionMemory {

  private final Kernel kernel;
  private final String object;
  private final String subject;
  private final Kind kind;
  private final long map;
  private final Memory memory = new Memory();
  private volatile AddressRange range; // changed by the one who has the lock
  private boolean reused; // guarded by the object's lock
  private volatile boolean mapped;

  /** What the kernel does with a section. */
  public enum Kind {
    WRITABLE,
    FROZEN,
    KCONFIG;

    public static Kind of(String section) {
      if (section.equals(".kconfig")) {
        return KCONFIG;
      }
      return section.startsWith(".rodata") ? FROZEN : WRITABLE;
    }
  }

  public SectionMemory(Kernel kernel, String object, String subject, Kind kind, long map) {
    this.kernel = kernel;
    this.object = object;
    this.subject = subject;
    this.kind = kind;
    this.map = map;
    this.range = image(Long.MAX_VALUE);
    if (kind == Kind.KCONFIG) {
      memory.hide(new Memory.Refusal(subject + ": has no values yet; call load() first", null));
    } else {
      memory.show(range);
    }
  }

  /**
   * A new range with libbpf's initial image of the section in it.
   *
   * @param length how many bytes of the image may be other than zero; no page behind them is
   *     touched
   */
  private AddressRange image(long length) {
    try (CallMemory callMemory = new CallMemory()) {
      NativeMemory io = NativeMemory.get();
      long psize = callMemory.allocate(8);
      // Arenas and struct_ops maps have values for libbpf, which are no section's.
      boolean section = kernel.libbpf().bpf_map__is_internal(map) != 0;
      long image = section ? kernel.libbpf().bpf_map__initial_value(map, psize) : 0;
      if (image == 0) {
        throw new IllegalArgumentException(subject + ": is a map without initial values");
      }
      AddressRange copy = AddressRange.reserve(kernel, subject, io.getLong(psize));
      io.copyMemory(image, copy.address(), Math.min(length, copy.size()));
      return copy;
    }
  }

  /**
   * Makes sure that a class's variables lie in the section.
   *
   * @param size how many bytes they need
   * @throws IllegalArgumentException if the section has fewer, or the number is negative
   */
  public void requireSize(long size) {
    int there = range.size();
    if (size < 0) {
      throw new IllegalArgumentException(subject + ": a negative size: expected=" + size);
    }
    if (there < size) {
      throw new IllegalArgumentException(
          subject + ": is too short: size=" + there + ", expected=" + size);
    }
  }

  /** Gives libbpf the image, which it copies into the map while loading. */
  public void beforeLoad() {
    reused = kernel.libbpf().bpf_map__fd(map) >= 0; // it has its values, libbpf writes none
    if (kind != Kind.KCONFIG && !reused) {
      push();
    }
  }

  private void push() {
    LibbpfCall.begin();
    int result = kernel.libbpf().bpf_map__set_initial_value(map, range.address(), range.size());
    if (result < 0) {
      throw LibbpfCall.failure("bpf_map__set_initial_value", subject, -result);
    }
    LibbpfCall.end();
  }

  /** Lets libbpf change the section's size, and moves to a range of the new one. */
  public void resize(Runnable change) {
    push(); // libbpf copies what it has over to the new image
    change.run();
    AddressRange old = range;
    range = image(AddressRange.pages(old.size())); // libbpf copies pages too
    memory.show(range);
    old.letGo(); // the memory keeps the addresses, not what was there
  }

  /** Puts the map's pages, or the values that it was frozen with, in place of the image. */
  public void afterLoad() {
    int fd = kernel.libbpf().bpf_map__fd(map);
    // From libbpf 1.4 on a map that was not created has the descriptor of an empty file.
    if (fd < 0 || !(reused || kernel.libbpf().bpf_map__autocreate(map) != 0)) {
      hide("its map was not created (autocreate is off)", null);
    } else if (kind == Kind.WRITABLE) {
      showMap(fd);
    } else {
      showFrozen(fd);
    }
  }

  private void showFrozen(int fd) {
    if (kernel.libbpf().bpf_map__value_size(map) != range.size()) {
      hide("the map that it reuses is of another size", null);
      return;
    }
    if (kind == Kind.KCONFIG || reused) {
      readFrozen(fd);
    }
    String why =
        kind == Kind.KCONFIG
            ? ": is the kernel's configuration, which cannot be set"
            : ": is read-only after load(); set it between open() and load()";
    memory.showFrozen(range, new Memory.Refusal(subject + why, null));
  }

  private void showMap(int fd) {
    try {
      range.showMap(fd);
      mapped = true;
    } catch (BpfException e) {
      if (range.isLost()) {
        hide("its memory was lost", e);
      }
      if (e.errno() == ENOMEM) {
        throw e; // of the machine, not of the map
      }
      // What mmap says counts: a map with a spin lock in it has the flag and is refused all the
      // same.
      hide("the kernel does not map it, though its initial values reached the programs", e);
    }
  }

  private void readFrozen(int fd) {
    try (CallMemory callMemory = new CallMemory()) {
      long key = callMemory.allocate(4);
      LibbpfCall.number(
          "bpf_map_lookup_elem",
          subject,
          () -> kernel.bpfElements().bpf_map_lookup_elem(fd, key, range.address()));
    }
  }

  private void hide(String why, @Nullable BpfException cause) {
    memory.hide(new Memory.Refusal(subject + ": cannot be accessed: " + why, cause));
  }

  /** Makes the exception for an access after close. */
  private record Closed(String object) implements Supplier<RuntimeException> {
    @Override
    public RuntimeException get() {
      return new BpfClosedException(object);
    }
  }

  /** Releases the map. Threads that are still reading see zeros. */
  public void close() {
    memory.hide(new Closed(object));
    if (mapped) {
      mapped = false;
      range.letGo();
    }
  }

  /**
   * What accessors look at.
   *
   * @return the memory, one and the same for the object's life
   */
  public Memory memory() {
    return memory;
  }

  /**
   * Whether the kernel's own pages are under the memory, so that reads and writes are exchanged
   * with running programs.
   *
   * @return true from load to close, for a section that the kernel maps
   */
  public boolean isMapped() {
    return mapped;
  }
}
