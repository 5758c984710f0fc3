package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.KernelMap;
import dev.bpfj.libbpf.map.MapInfo;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A map of its own descriptor, which is in the kernel already. */
final class HandleMap extends LimitedMap {
  private final String subject;
  private final Lifetime lifetime;
  private final KernelMap kernelMap;
  private final ReentrantLock lock = new ReentrantLock();
  private final Belongings owned = new Belongings();

  /** Takes a descriptor over; it is closed if it is no map's. */
  HandleMap(String origin, int fd) {
    MapInfo info;
    try {
      MapDescriptor.require(origin, fd);
      info = MapInfo.of(origin, fd);
    } catch (RuntimeException e) {
      Native.libc().close(fd);
      throw e;
    }
    this.subject = BpfMap.subject(info.name());
    this.lifetime = new Lifetime(subject, () -> Native.libc().close(fd));
    this.kernelMap = new KernelMap(subject, lifetime, fd, info);
  }

  @Override
  public String name() {
    return kernelMap.info().name();
  }

  @Override
  public <T> T get(LongFunction<T> ofStruct, Function<MapInfo, T> ofKernel) {
    return ofKernel.apply(kernelMap.info());
  }

  @Override
  IllegalStateException refusal() {
    return new IllegalStateException(
        subject + ": is in the kernel by itself, and only an object's map has that");
  }

  @Override
  public void pin(@Nullable String path) {
    String place = required(path);
    try (Arena arena = new Arena()) {
      long text = arena.string(place);
      withFd(
          fd -> {
            number("bpf_obj_pin", () -> Native.bpf().bpf_obj_pin(fd, text));
            return fd;
          });
    }
  }

  @Override
  public void unpin(@Nullable String path) {
    String place = required(path);
    withFd(
        fd -> {
          Pinning.unpin(Pinning.Kind.MAP, subject, fd, place);
          return fd;
        });
  }

  private String required(@Nullable String path) {
    if (path == null) {
      throw new IllegalStateException(subject + ": has no definition that says where; give a path");
    }
    return path;
  }

  private void number(String operation, IntSupplier call) {
    LibbpfCall.number(operation, subject, call);
  }

  @Override
  public KernelMap kernelMap() {
    return kernelMap;
  }

  @Override
  public <T> T withFd(IntFunction<T> action) {
    int fd = kernelMap.begin();
    try {
      return action.apply(fd);
    } finally {
      kernelMap.end();
    }
  }

  @Override
  public <T extends AutoCloseable> T own(IntFunction<T> maker) {
    lock.lock();
    try {
      T thing = withFd(fd -> Arguments.made(subject, maker, fd));
      owned.add(thing);
      return thing;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void disown(AutoCloseable thing) {
    lock.lock();
    try {
      owned.remove(thing);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return lifetime.isClosed();
  }

  void close() {
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
