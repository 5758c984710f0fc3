package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.OwnedResources;
import dev.bpfj.libbpf.internal.call.Pinning;
import dev.bpfj.libbpf.internal.kernel.Capability;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/**
 * A map by itself, with a descriptor of its own, which is closed with it: created by the program,
 * or opened by its id or where it is pinned. It lives on in the kernel as long as someone holds it.
 * What it is cannot be changed any more, so that it has no settings.
 *
 * <p>Thread-safe; one thread may close it while others use it.
 */
public final class MapHandle extends BpfMap implements AutoCloseable {
  private final Lifetime lifetime;
  private final KernelMap kernelMap;
  private final ReentrantLock lock = new ReentrantLock();
  private final OwnedResources owned = new OwnedResources();

  private MapHandle(int fd, MapInfo info) {
    super(info.name());
    this.lifetime = new Lifetime(subject, () -> Native.libc().close(fd));
    this.kernelMap = new KernelMap(Native.KERNEL, subject, lifetime, fd, info);
  }

  /**
   * Creates a map ({@code bpf_map_create}).
   *
   * @param spec what it is to be
   * @return the map
   * @throws BpfException if the kernel refuses
   */
  public static MapHandle create(MapSpec spec) {
    return owning(spec.toString(), spec.create());
  }

  /**
   * Opens a map by its id ({@code bpf_map_get_fd_by_id}), which needs CAP_SYS_ADMIN. Do not open a
   * map of programs that is no longer in use: the kernel may then keep it forever (seen with Linux
   * 6.18).
   *
   * @param id its id
   * @return the map
   * @throws BpfException -ENOENT if there is none
   */
  public static MapHandle ofId(int id) {
    String subject = "map id " + Integer.toUnsignedString(id);
    return owning(
        subject,
        LibbpfCall.number(
            "bpf_map_get_fd_by_id",
            subject,
            Advice.onPrivilege(Capability.CAP_SYS_ADMIN),
            () -> Native.bpf().bpf_map_get_fd_by_id(id)));
  }

  /**
   * Opens a pinned map ({@code bpf_obj_get}).
   *
   * @param path where it is pinned
   * @return the map
   * @throws BpfException -ENOENT if there is nothing
   * @throws IllegalArgumentException if it is no map
   */
  public static MapHandle ofPinned(Path path) {
    return owning(path.toString(), Pinning.open(path, Pinning.Kind.MAP));
  }

  /** Takes a descriptor over; it is closed if it is no map's. */
  private static MapHandle owning(String origin, int fd) {
    try {
      MapDescriptor.require(origin, fd);
      return new MapHandle(fd, MapInfo.of(Native.KERNEL, origin, fd));
    } catch (RuntimeException e) {
      Native.libc().close(fd);
      throw e;
    }
  }

  @Override
  public MapType type() {
    return kernelMap.info().type();
  }

  @Override
  public int keySize() {
    return kernelMap.info().keySize();
  }

  @Override
  public int valueSize() {
    return kernelMap.info().valueSize();
  }

  @Override
  public long maxEntries() {
    return kernelMap.info().maxEntries();
  }

  @Override
  public int mapFlags() {
    return kernelMap.info().mapFlags();
  }

  @Override
  MapSettings requireSettings() {
    throw new IllegalStateException(
        subject + ": is in the kernel already; only an object's map has settings");
  }

  @Override
  public void pin(Path path) {
    withFd(
        fd -> {
          Pinning.pin(subject, fd, path);
          return fd;
        });
  }

  @Override
  public void unpin(Path path) {
    withFd(
        fd -> {
          Pinning.unpin(Pinning.Kind.MAP, subject, fd, path);
          return fd;
        });
  }

  @Override
  Kernel kernel() {
    return Native.KERNEL;
  }

  @Override
  KernelMap kernelMapOrClosed() {
    return kernelMap;
  }

  @Override
  <T> T withFd(IntFunction<T> action) {
    int fd = kernelMap.begin();
    try {
      return action.apply(fd);
    } finally {
      kernelMap.end();
    }
  }

  @Override
  <T extends AutoCloseable> T own(IntFunction<T> maker) {
    lock.lock();
    try {
      T resource = withFd(fd -> Arguments.made(subject, maker, fd));
      owned.add(resource);
      return resource;
    } finally {
      lock.unlock();
    }
  }

  @Override
  void disown(AutoCloseable resource) {
    lock.lock();
    try {
      owned.remove(resource);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the map is closed.
   *
   * @return true from close on
   */
  public boolean isClosed() {
    return lifetime.isClosed();
  }

  /** Closes the descriptor; calls in flight end as if it had not been. May be called again. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!lifetime.isClosed()) {
        owned.closeAll();
        lifetime.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
