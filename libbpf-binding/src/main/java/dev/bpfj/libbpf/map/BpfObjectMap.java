package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.internal.access.MapOwner;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Pinning;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map of an object ({@code struct bpf_map}). Until load its {@link #settings() settings} can be
 * changed; its entries are there after load. It is closed with its object.
 *
 * <p>Thread-safe: threads take turns with the object, but not for operations on entries.
 */
public final class BpfObjectMap extends BpfMap {
  static {
    MapAccess.set(
        new MapAccess<BpfMap, BpfObjectMap>() {
          @Override
          public BpfObjectMap ofObject(MapOwner owner, long pointer) {
            return new BpfObjectMap(owner, pointer);
          }

          @Override
          public MapOwner owner(BpfObjectMap map) {
            return map.owner;
          }

          @Override
          public long pointer(BpfObjectMap map) {
            return map.pointer;
          }

          @Override
          public Kernel kernel(BpfMap map) {
            return map.kernel();
          }

          @Override
          public void beforeLoad(BpfObjectMap map) {
            if (!map.settings.isReused()) {
              PinnedMap.prepare(map.kernel(), map.subject, map.pointer);
            }
          }

          @Override
          public String onCreation(BpfObjectMap map) {
            MapSettings settings = map.settings;
            String advice =
                settings.autocreate() && !settings.isReused()
                    ? MapAdvice.onSize(settings.type(), settings.maxEntries())
                    : "";
            return advice.isEmpty() ? "" : map.subject + ": " + advice;
          }

          @Override
          public <T extends AutoCloseable> T own(BpfMap map, IntFunction<T> maker) {
            return map.own(maker);
          }

          @Override
          public void disown(BpfMap map, AutoCloseable resource) {
            map.disown(resource);
          }
        });
  }

  final MapOwner owner;
  final long pointer;
  private final MapSettings settings;
  // Its fields are final: a thread that does not see it yet asks for it under the object's lock.
  private @Nullable KernelMap kernelMap;

  BpfObjectMap(MapOwner owner, long pointer) {
    super(CStrings.text(owner.kernel().libbpf().bpf_map__name(pointer)));
    this.owner = owner;
    this.pointer = pointer;
    this.settings = new MapSettings(this);
  }

  /**
   * What can be set before load.
   *
   * @return the settings, which can be read after load too
   */
  public MapSettings settings() {
    return settings;
  }

  @Override
  MapSettings requireSettings() {
    return settings;
  }

  @Override
  public MapType type() {
    return settings.type();
  }

  @Override
  public int keySize() {
    return settings.keySize();
  }

  @Override
  public int valueSize() {
    return settings.valueSize();
  }

  @Override
  public long maxEntries() {
    return settings.maxEntries();
  }

  @Override
  public int mapFlags() {
    return settings.mapFlags();
  }

  /**
   * Pins the map where its definition or its settings say ({@code bpf_map__pin}).
   *
   * @throws BpfException if there is no such place, or something is there already
   * @throws IllegalStateException before load
   */
  public void pin() {
    pinAt(null);
  }

  @Override
  public void pin(Path path) {
    pinAt(path);
  }

  /**
   * Removes the map's pin, wherever it is ({@code bpf_map__unpin}).
   *
   * @throws BpfException if there is none
   */
  public void unpin() {
    unpinAt(null);
  }

  @Override
  public void unpin(Path path) {
    unpinAt(path);
  }

  /**
   * Whether the map was pinned by load or {@link #pin()}, or found pinned by load ({@code
   * bpf_map__is_pinned}).
   *
   * @return false for a map that others have pinned
   */
  public boolean isPinned() {
    return owner.locked(() -> libbpf().bpf_map__is_pinned(pointer) != 0);
  }

  private void pinAt(@Nullable Path path) {
    withPath(
        "bpf_map__pin",
        path,
        (fd, place) -> Pinning.requireFileSystem(subject, "bpf_map__pin", place),
        text -> libbpf().bpf_map__pin(pointer, text));
  }

  private void unpinAt(@Nullable Path path) {
    // libbpf asks for a BPF file system, and not for what it is that it removes there.
    withPath(
        "bpf_map__unpin",
        path,
        (fd, place) -> Pinning.requirePin(Pinning.Kind.MAP, subject, "bpf_map__unpin", fd, place),
        text -> libbpf().bpf_map__unpin(pointer, text));
  }

  private interface PathCheck {
    void check(int fd, String path);
  }

  private void withPath(
      String operation, @Nullable Path path, PathCheck check, LongToIntFunction call) {
    owner.kernel().requireMachine(subject, "BPF file system");
    try (CallMemory memory = new CallMemory()) {
      String given = path == null ? null : path.toString();
      long text = given == null ? 0 : memory.string(given);
      withFd(
          fd -> {
            String place =
                given == null ? CStrings.textOrNull(libbpf().bpf_map__pin_path(pointer)) : given;
            if (place != null) {
              check.check(fd, place);
            }
            return LibbpfCall.number(operation, subject, () -> call.applyAsInt(text));
          });
    }
  }

  @Override
  KernelMap kernelMapOrClosed() {
    KernelMap known = kernelMap;
    return known != null ? known : askKernel();
  }

  private KernelMap askKernel() {
    return owner.locked(
        () -> {
          int fd = created();
          // The descriptor of a map that is reused may still be changed for another's.
          if (!owner.isLoaded()) {
            throw new IllegalStateException(subject + ": is not loaded; call load() first");
          }
          KernelMap asked = new KernelMap(owner.kernel(), subject, owner.lifetime(), fd);
          kernelMap = asked;
          return asked;
        });
  }

  @Override
  <T> T withFd(IntFunction<T> action) {
    return owner.locked(() -> action.apply(created()));
  }

  @Override
  <T extends AutoCloseable> T own(IntFunction<T> maker) {
    return withFd(
        fd -> {
          T resource = Arguments.made(subject, maker, fd);
          owner.own(resource);
          return resource;
        });
  }

  @Override
  void disown(AutoCloseable resource) {
    owner.alone(() -> owner.disown(resource));
  }

  private int created() {
    int fd = libbpf().bpf_map__fd(pointer);
    // From libbpf 1.4 on a map that was not created has the descriptor of an empty file.
    if (fd < 0 || !(settings.isReused() || libbpf().bpf_map__autocreate(pointer) != 0)) {
      throw new IllegalStateException(
          subject
              + (owner.isLoaded()
                  ? ": was not created (autocreate is off)"
                  : ": is not there yet; call load() first"));
    }
    return fd;
  }

  @Override
  Kernel kernel() {
    return owner.kernel();
  }

  private LibBpf libbpf() {
    return owner.kernel().libbpf();
  }
}
