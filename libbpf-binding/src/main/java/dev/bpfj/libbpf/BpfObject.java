package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.error.PinnedMapMismatchException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.access.Listeners;
import dev.bpfj.libbpf.internal.access.MapOwner;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Failures;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.OwnedResources;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.internal.memory.LibbpfImage;
import dev.bpfj.libbpf.internal.memory.SectionMemory;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapSettings;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.ProgramType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A BPF object: its programs, its maps and the memory of its global data ({@code struct
 * bpf_object}).
 *
 * <p>{@link #open(byte[]) Opening} needs no privilege and does not touch the kernel; {@link #load}
 * makes maps and programs in the kernel; {@link #close} releases all of it, and destroys the links
 * that were made from it. Thread-safe: libbpf is called by one of them at a time, and a call after
 * {@code close} is a {@link BpfClosedException}.
 *
 * <p>With the system property {@code dev.bpfj.libbpf.trackUnclosed=true} an object, and so a
 * skeleton, that becomes garbage without having been closed is reported to the logger {@code
 * dev.bpfj.libbpf}, with where it was opened.
 */
public final class BpfObject implements AutoCloseable {
  static {
    ObjectAccess.set(
        new ObjectAccess<BpfObject, OpenOptions>() {
          @Override
          public BpfObject openUnread(byte[] elf, OpenOptions options) {
            return BpfObject.openUnread(elf, options);
          }

          @Override
          public OpenOptions on(Kernel kernel, OpenOptions options) {
            return options.on(kernel);
          }

          @Override
          public Kernel kernel(BpfObject object) {
            return object.kernel;
          }

          @Override
          public SectionMemory section(BpfObject object, String section) {
            return object.section(section);
          }
        });
  }

  private enum State {
    OPENED,
    LOADED,
    FAILED
  }

  private final Kernel kernel;
  private final String name;
  private final String subject;
  private final long pointer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lifetime lifetime;
  private final Release release;
  private final Map<Long, BpfObjectMap> maps = new LinkedHashMap<>();
  private final Map<String, BpfProgram> programs = new LinkedHashMap<>();
  private final Map<Long, SectionMemory> sections = new LinkedHashMap<>();
  private final OwnedResources owned = new OwnedResources();
  private final EmptiedArrays emptiedArrays = new EmptiedArrays();
  private final @Nullable UnclosedReport unclosed;
  private byte @Nullable [] elf; // until load
  private State state = State.OPENED;

  private BpfObject(Kernel kernel, String name, long pointer, byte[] elf) {
    this.kernel = kernel;
    this.name = name;
    this.elf = elf;
    this.subject = subject(name);
    this.pointer = pointer;
    this.release = new Release(kernel, pointer);
    this.lifetime = new Lifetime(subject, release);
    this.unclosed = UnclosedReport.watch(this, subject);
    Owner owner = new Owner();
    LibBpf libbpf = kernel.libbpf();
    for (long p = libbpf.bpf_object__next_program(pointer, 0);
        p != 0;
        p = libbpf.bpf_object__next_program(pointer, p)) {
      BpfProgram program = new BpfProgram(this, p);
      programs.put(program.name(), program);
    }
    for (long m = libbpf.bpf_object__next_map(pointer, 0);
        m != 0;
        m = libbpf.bpf_object__next_map(pointer, m)) {
      maps.put(m, StructOpsMap.MAPS.ofObject(owner, m));
    }
  }

  private static String subject(String name) {
    return "object \"" + name + "\"";
  }

  /**
   * Opens an object under the name {@code bpf_object}.
   *
   * @param elf the object file's content
   * @return the object
   * @throws BpfException if it is not sound, or libbpf cannot read it ({@code
   *     bpf_object__open_mem})
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfObject open(byte[] elf) {
    return open(elf, OpenOptions.defaults());
  }

  /**
   * Opens an object. It is read in Java first, since libbpf trusts what it reads, and a malformed
   * object could end the process or keep it busy for ever.
   *
   * @param elf the object file's content
   * @param options how to
   * @return the object
   * @throws BpfException if it is not sound, or libbpf cannot read it ({@code
   *     bpf_object__open_mem})
   * @throws LibbpfNotFoundException if there is no libbpf
   */
  public static BpfObject open(byte[] elf, OpenOptions options) {
    options.kernel().libbpf(); // without it nothing is read either
    byte[] read = elf.clone(); // what is checked must be what is opened, whoever changes the array
    ObjectReading.requireSound(read, name(options), subject(name(options)), options.relaxedMaps());
    return openUnread(read, options);
  }

  private static String name(OpenOptions options) {
    return options.objectName().orElse("bpf_object");
  }

  private static BpfObject openUnread(byte[] elf, OpenOptions options) {
    String name = name(options);
    Kernel kernel = options.kernel();
    try (CallMemory callMemory = new CallMemory()) {
      long bytes = callMemory.bytes(elf);
      long opts = options.objectName(name).write(callMemory);
      LibBpf libbpf = kernel.libbpf();
      LibbpfCall.begin();
      long pointer = libbpf.bpf_object__open_mem(bytes, elf.length, opts);
      if (pointer == 0) {
        throw LibbpfCall.failure(
            "bpf_object__open_mem",
            subject(name),
            kernel.lastErrno(),
            failure -> LoadAdvice.ON_OPEN.on(failure));
      }
      LibbpfCall.end();
      return new BpfObject(kernel, name, pointer, elf);
    }
  }

  /**
   * The object's name.
   *
   * @return as given when it was opened
   */
  public String name() {
    return name;
  }

  /**
   * Makes the maps and programs in the kernel ({@code bpf_object__load}). Sections of global data
   * are the kernel's own memory afterwards, where the kernel maps them; values set before reach the
   * programs.
   *
   * @throws BpfException if the kernel refuses; the object can then only be closed
   * @throws VerifierRejectedException if it rejects a program
   * @throws PinnedMapMismatchException if a map is pinned where one of the object's is to be, and
   *     is another one; the settings can then be changed
   * @throws IllegalStateException if it was loaded before, or loading was tried; or if one of its
   *     arenas needs an address that is in use
   */
  public void load() {
    if (Listeners.isEmpty()) {
      loadWithoutListeners();
    } else {
      Notifications.load(this, this::loadWithoutListeners);
    }
  }

  private void loadWithoutListeners() {
    lockOpen();
    try {
      requireOpened();
      for (BpfObjectMap map : maps.values()) {
        requirePlace(map);
        StructOpsMap.MAPS.beforeLoad(map);
      }
      state = State.FAILED; // until all went well
      for (SectionMemory section : sections.values()) {
        section.beforeLoad();
      }
      loadByLibbpf();
      for (SectionMemory section : sections.values()) {
        section.afterLoad();
      }
      state = State.LOADED;
    } finally {
      unlock();
    }
  }

  private void requirePlace(BpfObjectMap map) {
    MapSettings settings = map.settings();
    if (!kernel.isInMemory()
        && settings.type().equals(MapType.ARENA)
        && settings.autocreate()
        && settings.mapExtra() != 0) {
      long size = settings.maxEntries() * AddressRange.pageSize();
      ArenaPlace.requireFree(map.toString(), settings.mapExtra(), size);
    }
  }

  private void loadByLibbpf() {
    byte[] object = elf;
    elf = null;
    try {
      LibbpfCall.begin();
      int result = loadWithoutSignals();
      if (result < 0) {
        throw LibbpfCall.failure("bpf_object__load", subject, -result, this::onLoadFailure);
      }
      LibbpfCall.end();
    } catch (VerifierRejectedException e) {
      throw object == null ? e : ObjectReading.locate(object, e);
    } catch (BpfException e) {
      Optional<String> map = LibbpfImage.lostBy(String.valueOf(e.getMessage()));
      if (map.isPresent() && !LibbpfImage.refill(pointer, map.get())) {
        release.imageLost = true;
      }
      throw e;
    }
  }

  private int loadWithoutSignals() {
    LibBpf libbpf = kernel.libbpf();
    BlockedSignals signals = BlockedSignals.block(kernel);
    try {
      return libbpf.bpf_object__load(pointer);
    } finally {
      signals.restore();
    }
  }

  /** Closes libbpf's object; apart from this one, whose end is watched. */
  private static final class Release implements Runnable {
    private final Kernel kernel;
    private final long pointer;
    private volatile boolean imageLost;

    Release(Kernel kernel, long pointer) {
      this.kernel = kernel;
      this.pointer = pointer;
    }

    /** Leaks the object rather than have foreign memory unmapped, see {@link LibbpfImage}. */
    @Override
    public void run() {
      if (!imageLost) {
        kernel.libbpf().bpf_object__close(pointer);
      }
    }
  }

  private List<ProgramType> typesToLoad() {
    return programs.values().stream()
        .map(BpfProgram::settings)
        .filter(ProgramSettings::autoload)
        .map(ProgramSettings::type)
        .toList();
  }

  private String onLoadFailure(Advice.Failure failure) {
    return LoadAdvice.onLoad(typesToLoad()).or(this::onMaps).on(failure);
  }

  /** libbpf says which map the kernel refuses, and not why. */
  private String onMaps(Advice.Failure failure) {
    return failure.errno() != EINVAL && failure.errno() != E2BIG
        ? ""
        : maps.values().stream()
            .map(StructOpsMap.MAPS::onCreation)
            .filter(advice -> !advice.isEmpty())
            .findFirst()
            .orElse("");
  }

  private void requireOpened() {
    if (state == State.LOADED) {
      throw new IllegalStateException(subject + ": is loaded already");
    } else if (state == State.FAILED) {
      throw new IllegalStateException(
          subject + ": was not loaded when it was tried; close it and open it anew");
    }
  }

  /**
   * Whether the object is loaded.
   *
   * @return true from a successful load to close
   */
  public boolean isLoaded() {
    lock.lock();
    try {
      return state == State.LOADED && !lifetime.isClosed();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the object is closed.
   *
   * @return true from close on
   */
  public boolean isClosed() {
    return lifetime.isClosed();
  }

  /**
   * A program.
   *
   * @param programName the C function's name
   * @return the program
   * @throws IllegalArgumentException if there is none of that name
   */
  public BpfProgram program(String programName) {
    BpfProgram program = programs.get(programName);
    if (program == null) {
      throw new IllegalArgumentException(
          subject + ": no program of that name: program=" + programName);
    }
    return program;
  }

  /**
   * All programs.
   *
   * @return in the object's order, which is that of {@link BpfProgram#attach() attaching}
   */
  public List<BpfProgram> programs() {
    return List.copyOf(programs.values());
  }

  /**
   * A map ({@code bpf_object__find_map_by_name}).
   *
   * @param mapName its name in C; for the map of a data section the section's name, such as {@code
   *     .bss}
   * @return the map
   * @throws IllegalArgumentException if there is none of that name
   */
  public BpfObjectMap map(String mapName) {
    lockOpen();
    try {
      return Objects.requireNonNull(maps.get(findMap(mapName)));
    } finally {
      unlock();
    }
  }

  private long findMap(String mapName) {
    for (Map.Entry<Long, BpfObjectMap> map : maps.entrySet()) {
      if (map.getValue().name().equals(mapName)) {
        return map.getKey(); // also when it reuses another, whose name libbpf gives it
      }
    }
    try (CallMemory callMemory = new CallMemory()) {
      long text = callMemory.string(mapName);
      long map = kernel.libbpf().bpf_object__find_map_by_name(pointer, text);
      if (map == 0) {
        throw new IllegalArgumentException(subject + ": no map of that name: map=" + mapName);
      }
      return map;
    }
  }

  /**
   * All maps, those of data sections included.
   *
   * @return in libbpf's order
   */
  public List<BpfObjectMap> maps() {
    return List.copyOf(maps.values());
  }

  /** The memory of a section of global data, one and the same for the object's life. */
  private SectionMemory section(String section) {
    lockOpen();
    try {
      long map = findMap(section);
      SectionMemory known = sections.get(map);
      if (known == null) {
        String what = subject + ": section \"" + section + "\"";
        known = new SectionMemory(kernel, subject, what, SectionMemory.Kind.of(section), map);
        sections.put(map, known);
        if (state == State.LOADED) {
          known.afterLoad();
        }
      }
      return known;
    } finally {
      unlock();
    }
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /** What its calls go to. */
  Kernel kernel() {
    return kernel;
  }

  /** What the object's maps see of it. */
  private final class Owner implements MapOwner {
    BpfObject object() {
      return BpfObject.this;
    }

    @Override
    public Kernel kernel() {
      return kernel;
    }

    @Override
    public Lifetime lifetime() {
      return lifetime;
    }

    @Override
    public boolean isLoaded() {
      return BpfObject.this.isLoaded();
    }

    @Override
    public void alone(Runnable action) {
      BpfObject.this.alone(action);
    }

    @Override
    public void lockOpen() {
      BpfObject.this.lockOpen();
    }

    @Override
    public void unlock() {
      BpfObject.this.unlock();
    }

    @Override
    public <T> T locked(Supplier<T> action) {
      return BpfObject.this.locked(action);
    }

    @Override
    public <T> T beforeLoad(String subject, Supplier<T> action) {
      return BpfObject.this.beforeLoad(subject, action);
    }

    @Override
    public void resize(String subject, long map, Runnable change) {
      Externs.requireNamesToStay(kernel, subject, pointer);
      SectionMemory section = sections.get(map);
      if (section == null) {
        change.run();
      } else {
        section.resize(change);
      }
    }

    @Override
    public void own(AutoCloseable resource) {
      BpfObject.this.own(resource);
    }

    @Override
    public void disown(AutoCloseable resource) {
      BpfObject.this.disown(resource);
    }
  }

  /** The object of a map. */
  static BpfObject of(MapOwner owner) {
    return ((Owner) owner).object();
  }

  /** Has no other thread do something with the object, open or closed; {@link #unlock} follows. */
  void lock() {
    lock.lock();
  }

  /** The same, and has the object be open. */
  void lockOpen() {
    lock.lock();
    if (lifetime.isClosed()) {
      lock.unlock();
      throw lifetime.closed();
    }
  }

  /** The same, and has the object be loaded. */
  void lockLoaded(String what) {
    lockOpen();
    if (state != State.LOADED) {
      lock.unlock();
      throw new IllegalStateException(what + ": is not loaded; call load() first");
    }
  }

  /** Ends {@link #lock} and the like. */
  void unlock() {
    lock.unlock();
  }

  /** Does something while no other thread does something with the object, open or closed. */
  void alone(Runnable action) {
    lock();
    try {
      action.run();
    } finally {
      unlock();
    }
  }

  /** Does something with libbpf's structures, alone and while the object is open. */
  <T> T locked(Supplier<T> action) {
    lockOpen();
    try {
      return action.get();
    } finally {
      unlock();
    }
  }

  /** Like {@link #locked}, for what is only possible before load. */
  <T> T beforeLoad(String what, Supplier<T> action) {
    lockOpen();
    try {
      if (state != State.OPENED) {
        throw new IllegalStateException(what + ": can be set only before load()");
      }
      return action.get();
    } finally {
      unlock();
    }
  }

  /** Like {@link #locked}, for what is only possible after load. */
  <T> T afterLoad(String what, Supplier<T> action) {
    lockLoaded(what);
    try {
      return action.get();
    } finally {
      unlock();
    }
  }

  /**
   * Closes all links that were made from the object's programs and maps and are not closed yet, the
   * last made first. Names of pinned links stay. Attaching again is possible afterwards.
   *
   * @throws BpfException if the kernel could not detach a program; all links are closed all the
   *     same
   */
  public void detach() {
    lock();
    try {
      Failures failures = new Failures();
      for (BpfLink link : owned.newestFirst(BpfLink.class)) {
        try {
          link.close();
        } catch (BpfException e) {
          failures.add(e);
        }
      }
      failures.throwFirst();
    } finally {
      unlock();
    }
  }

  /** The pins of links and programs that were made from the object. */
  EmptiedArrays emptiedArrays() {
    return emptiedArrays;
  }

  /** Has something closed with the object: links, ring buffers. For callers that have the lock. */
  void own(AutoCloseable thing) {
    owned.add(thing);
  }

  void disown(AutoCloseable thing) {
    owned.remove(thing);
  }

  /**
   * Detaches what was attached and closes ring buffers, the last made first, and releases maps,
   * programs and memory ({@code bpf_object__close}). Other threads that are still using the object
   * get an exception from then on. May be called again.
   */
  @Override
  public void close() {
    lock();
    try {
      if (lifetime.isClosed()) {
        return;
      }
      if (state == State.LOADED) {
        emptiedArrays.warn(subject, maps.values());
      }
      owned.closeAll();
      for (SectionMemory section : sections.values()) {
        section.close();
      }
      lifetime.close();
      if (unclosed != null) {
        unclosed.closed();
      }
    } finally {
      unlock();
    }
  }
}
