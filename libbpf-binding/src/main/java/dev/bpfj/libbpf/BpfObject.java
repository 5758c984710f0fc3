package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;
import dev.bpfj.libbpf.raw.LibBpf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A BPF object: its programs, its maps and the memory of its global data ({@code struct
 * bpf_object}).
 *
 * <p>{@link #open(byte[]) Opening} needs no privilege and does not touch the kernel; {@link #load}
 * makes maps and programs in the kernel; {@link #close} lets go of all of it, and destroys the
 * links that were made from it. Safe for use by several threads: libbpf is called by one of them at
 * a time, and a call after {@code close} is a {@link BpfClosedException}.
 */
public final class BpfObject implements AutoCloseable {
  private enum State {
    OPENED,
    LOADED,
    FAILED
  }

  private final String subject;
  private final long pointer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lifetime lifetime;
  private final Map<String, BpfMap> maps = new LinkedHashMap<>();
  private final Map<String, BpfProgram> programs = new LinkedHashMap<>();
  private final Map<String, SectionMemory> sections = new LinkedHashMap<>();
  private final List<BpfLink> links = new ArrayList<>();
  private State state = State.OPENED;

  private BpfObject(String name, long pointer) {
    this.subject = "object \"" + name + "\"";
    this.pointer = pointer;
    this.lifetime = new Lifetime(subject, () -> Native.libbpf().bpf_object__close(pointer));
    LibBpf libbpf = Native.libbpf();
    for (long p = next(0); p != 0; p = next(p)) {
      BpfProgram program = new BpfProgram(this, p, libbpf.bpf_program__name(p));
      programs.put(program.name(), program);
    }
    for (long m = libbpf.bpf_object__next_map(pointer, 0);
        m != 0;
        m = libbpf.bpf_object__next_map(pointer, m)) {
      BpfMap map = new BpfMap(this, m, libbpf.bpf_map__name(m));
      maps.put(map.name(), map);
    }
  }

  private long next(long program) {
    return Native.libbpf().bpf_object__next_program(pointer, program);
  }

  /**
   * Opens an object.
   *
   * @param elf the object file's content
   * @return the object
   * @throws BpfException if libbpf cannot read it ({@code bpf_object__open_mem})
   */
  public static BpfObject open(byte[] elf) {
    return open(elf, OpenOptions.defaults());
  }

  /**
   * Opens an object.
   *
   * @param elf the object file's content
   * @param options how to
   * @return the object
   * @throws BpfException if libbpf cannot read it ({@code bpf_object__open_mem})
   */
  public static BpfObject open(byte[] elf, OpenOptions options) {
    String given = options.objectName();
    String name = given == null ? "bpf_object" : given;
    try (Arena arena = new Arena()) {
      long bytes = arena.bytes(elf);
      long opts = options.withObjectName(name).write(arena);
      long pointer =
          LibbpfCall.pointer(
              "bpf_object__open_mem",
              "object \"" + name + "\"",
              () -> Native.libbpf().bpf_object__open_mem(bytes, elf.length, opts));
      return new BpfObject(name, pointer);
    }
  }

  /**
   * Makes the maps and programs in the kernel ({@code bpf_object__load}).
   *
   * @throws BpfException if the kernel refuses; the object can then only be closed
   * @throws IllegalStateException if it was loaded before, or loading was tried
   */
  public void load() {
    locked(
        () -> {
          if (state != State.OPENED) {
            throw new IllegalStateException(
                subject
                    + (state == State.LOADED
                        ? ": is loaded already"
                        : ": loading failed before; close it and open it anew"));
          }
          state = State.FAILED;
          sections.values().forEach(SectionMemory::push);
          number("bpf_object__load", () -> Native.libbpf().bpf_object__load(pointer));
          state = State.LOADED;
          sections.values().forEach(SectionMemory::loaded);
          return true;
        });
  }

  /**
   * A program.
   *
   * @param name the C function's name
   * @return the program
   * @throws IllegalArgumentException if there is none of that name
   */
  public BpfProgram program(String name) {
    BpfProgram program = programs.get(name);
    if (program == null) {
      throw new IllegalArgumentException(subject + ": has no program of that name: " + name);
    }
    return program;
  }

  /**
   * A map.
   *
   * @param name its name in C; data sections' maps are found by the section's name
   * @return the map
   * @throws IllegalArgumentException if there is none of that name
   */
  public BpfMap map(String name) {
    BpfMap map = maps.get(name);
    if (map == null) {
      throw new IllegalArgumentException(subject + ": has no map of that name: " + name);
    }
    return map;
  }

  /**
   * All programs.
   *
   * @return in the object's order
   */
  public List<BpfProgram> programs() {
    return List.copyOf(programs.values());
  }

  /**
   * The memory of a section of global data, for what generated code is made of.
   *
   * @param section the section's name, such as {@code .bss}
   * @return its memory, one and the same for the object's life
   */
  public SectionMemory section(String section) {
    return locked(() -> sections.computeIfAbsent(section, this::openSection));
  }

  private SectionMemory openSection(String section) {
    try (Arena arena = new Arena()) {
      long name = arena.string(section);
      long map = Native.libbpf().bpf_object__find_map_by_name(pointer, name);
      if (map == 0) {
        throw new IllegalArgumentException(subject + ": has no data section " + section);
      }
      return new SectionMemory(this, subject + ": section \"" + section + "\"", section, map);
    }
  }

  /** Whether the object is closed. */
  boolean isClosed() {
    return lifetime.isClosed();
  }

  String subject() {
    return subject;
  }

  void requireLoaded(String what) {
    if (state != State.LOADED) {
      throw new IllegalStateException(what + ": is not loaded yet; call load() first");
    }
  }

  /** Does something with libbpf's structures, alone and while the object is open. */
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      if (lifetime.isClosed()) {
        throw lifetime.closed();
      }
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  int number(String operation, IntSupplier call) {
    return LibbpfCall.number(operation, subject, call);
  }

  void opened(BpfLink link) {
    links.add(link);
  }

  void destroyed(BpfLink link) {
    links.remove(link);
  }

  /** Detaches what is attached and lets go of maps, programs and memory. May be called again. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (lifetime.isClosed()) {
        return;
      }
      for (BpfLink link : List.copyOf(links)) {
        link.close();
      }
      sections.values().forEach(SectionMemory::closed);
      lifetime.close();
    } finally {
      lock.unlock();
    }
  }
}
