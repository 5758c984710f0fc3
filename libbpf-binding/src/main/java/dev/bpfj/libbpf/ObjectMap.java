package dev.bpfj.libbpf;

import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.CStrings;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.KernelMap;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/** A map of an object, libbpf's {@code struct bpf_map}. */
final class ObjectMap implements MapOrigin {
  private final BpfObject object;
  private final long pointer;
  private final String name;
  private final String subject;
  private volatile boolean autoattach = true;
  private volatile boolean reused;
  // Its fields are final: a thread that does not see it yet asks for it under the object's lock.
  private @Nullable KernelMap kernelMap;

  ObjectMap(BpfObject object, long pointer) {
    this.object = object;
    this.pointer = pointer;
    this.name = CStrings.text(libbpf().bpf_map__name(pointer));
    this.subject = BpfMap.subject(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <T> T get(LongFunction<T> ofStruct, Function<MapInfo, T> ofKernel) {
    return object.locked(() -> ofStruct.apply(pointer));
  }

  @Override
  public void set(String operation, LongToIntFunction setter) {
    object.beforeLoad(
        subject, () -> LibbpfCall.number(operation, subject, () -> setter.applyAsInt(pointer)));
  }

  @Override
  public void setValueSize(int size) {
    object.beforeLoad(
        subject,
        () -> {
          if (isSection()) {
            // Before 1.3 libbpf does not move the image, and the next call on it is a SIGSEGV.
            LibbpfVersion.require(subject, "resizing a data section", 1, 3);
            object.requireNamesToStay(subject);
          }
          object.resize(
              pointer,
              () ->
                  LibbpfCall.number(
                      "bpf_map__set_value_size",
                      subject,
                      () -> libbpf().bpf_map__set_value_size(pointer, size)));
          return null;
        });
  }

  @Override
  public void setType(MapType type) {
    set(
        "bpf_map__set_type",
        map -> {
          UnsafeChanges.requireType(subject, isSection(), type(), type);
          return libbpf().bpf_map__set_type(map, type.number());
        });
  }

  @Override
  public void setMaxEntries(long maxEntries) {
    set(
        "bpf_map__set_max_entries",
        map -> {
          UnsafeChanges.requireMaxEntries(subject, isSection(), maxEntries);
          return libbpf().bpf_map__set_max_entries(map, (int) maxEntries);
        });
  }

  @Override
  public void setMapExtra(long mapExtra) {
    set(
        "bpf_map__set_map_extra",
        map -> {
          UnsafeChanges.requireExtra(subject, type());
          return libbpf().bpf_map__set_map_extra(map, mapExtra);
        });
  }

  @Override
  public void reuse(int fd) {
    // What is looked at must be what is used, whoever closes the descriptor meanwhile.
    try (OpenFile copy = OpenFile.copyOf(subject, fd)) {
      set(
          "bpf_map__reuse_fd",
          map -> {
            MapDescriptor.require(subject, fd, copy.fd());
            MapInfo other = MapInfo.of(subject, copy.fd());
            int size = libbpf().bpf_map__value_size(map);
            UnsafeChanges.requireReusable(subject, isSection(), type(), size, other);
            return libbpf().bpf_map__reuse_fd(map, copy.fd());
          });
      reused = true;
    }
  }

  private boolean isSection() {
    return libbpf().bpf_map__is_internal(pointer) != 0;
  }

  private MapType type() {
    return new MapType(libbpf().bpf_map__type(pointer));
  }

  @Override
  public boolean autoattach() {
    return autoattach;
  }

  @Override
  public void setAutoattach(boolean autoattach) {
    this.autoattach = autoattach;
  }

  @Override
  public BpfLink attachStructOps() {
    return object.afterLoad(
        subject,
        () -> {
          long link =
              LibbpfCall.pointer(
                  "bpf_map__attach_struct_ops",
                  subject,
                  () -> libbpf().bpf_map__attach_struct_ops(pointer));
          // Without BPF_F_LINK libbpf puts the map's own descriptor in the link's place.
          boolean isMap = libbpf().bpf_link__fd(link) == libbpf().bpf_map__fd(pointer);
          LinkHandle handle =
              isMap ? new LinkHandle.Registration(link) : new LinkHandle.OfLibbpf(link, true);
          return BpfLink.ownedBy(object, handle, subject);
        });
  }

  @Override
  public void replaceIn(BpfLink link) {
    object.afterLoad(
        subject,
        () -> {
          link.update(object, pointer);
          return null;
        });
  }

  @Override
  public Optional<BpfMap> innerMap() {
    return object.locked(
        () -> {
          long pattern = libbpf().bpf_map__inner_map(pointer);
          return pattern == 0
              ? Optional.empty()
              : Optional.of(new BpfMap(new PatternMap(object, pointer, pattern)));
        });
  }

  @Override
  public void setInnerMap(BpfMap pattern) {
    OpenFile copy = pattern.use(OpenFile::copyOf);
    try {
      set("bpf_map__set_inner_map_fd", map -> libbpf().bpf_map__set_inner_map_fd(map, copy.fd()));
      object.locked(
          () -> {
            object.own(copy); // libbpf reads the number when it loads
            return null;
          });
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  @Override
  public boolean isPinned() {
    return object.locked(() -> libbpf().bpf_map__is_pinned(pointer) != 0);
  }

  @Override
  public void pin(@Nullable String path) {
    withPath(
        "bpf_map__pin",
        path,
        (fd, place) -> Pinning.requireFileSystem(subject, "bpf_map__pin", place),
        text -> libbpf().bpf_map__pin(pointer, text));
  }

  @Override
  public void unpin(@Nullable String path) {
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
      String operation, @Nullable String path, PathCheck check, LongToIntFunction call) {
    try (Arena arena = new Arena()) {
      long text = path == null ? 0 : arena.string(path);
      withFd(
          fd -> {
            String place =
                path == null ? CStrings.textOrNull(libbpf().bpf_map__pin_path(pointer)) : path;
            if (place != null) {
              check.check(fd, place);
            }
            return LibbpfCall.number(operation, subject, () -> call.applyAsInt(text));
          });
    }
  }

  @Override
  public KernelMap kernelMap() {
    KernelMap known = kernelMap;
    return known != null ? known : askKernel();
  }

  private KernelMap askKernel() {
    return object.locked(
        () -> {
          int fd = created();
          // The descriptor of a map that is reused may still be changed for another's.
          if (!object.isLoaded()) {
            throw new IllegalStateException(subject + ": is not loaded; call load() first");
          }
          KernelMap asked = new KernelMap(subject, object.lifetime(), fd);
          kernelMap = asked;
          return asked;
        });
  }

  @Override
  public <T> T withFd(IntFunction<T> action) {
    return object.locked(() -> action.apply(created()));
  }

  @Override
  public <T extends AutoCloseable> T own(IntFunction<T> maker) {
    return withFd(
        fd -> {
          T thing = Arguments.made(subject, maker, fd);
          object.own(thing);
          return thing;
        });
  }

  @Override
  public void disown(AutoCloseable thing) {
    object.alone(() -> object.disown(thing));
  }

  private int created() {
    int fd = libbpf().bpf_map__fd(pointer);
    // From libbpf 1.4 on a map that was not created has the descriptor of an empty file.
    if (fd < 0 || !(reused || libbpf().bpf_map__autocreate(pointer) != 0)) {
      throw new IllegalStateException(
          subject
              + (object.isLoaded()
                  ? ": was not created (autocreate is off)"
                  : ": is not there yet; call load() first"));
    }
    return fd;
  }

  private static LibBpf libbpf() {
    return Native.libbpf();
  }
}
