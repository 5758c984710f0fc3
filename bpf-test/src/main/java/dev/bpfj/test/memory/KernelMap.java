package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.map.MapFlags;
import java.util.concurrent.atomic.AtomicInteger;

/** A map of the kernel in memory ({@code struct bpf_map} of the kernel). */
final class KernelMap implements DescriptorContent.Item {
  private static final AtomicInteger IDS = new AtomicInteger(1 << 30); // the kernel's are small

  final MapShape shape;
  final MapContent content;
  final String name;
  private final int id = nextId();
  private boolean frozen;
  private int holders = 1;

  /**
   * What a map is.
   *
   * @param type its type's number
   * @param keySize bytes of a key
   * @param valueSize bytes of a value, of one CPU's for a map per CPU
   * @param maxEntries how many entries it can have
   * @param flags {@code BPF_F_*}
   * @param extra the number whose meaning depends on the type
   */
  record MapShape(int type, int keySize, int valueSize, long maxEntries, int flags, long extra) {}

  /** An id that nothing else has. */
  static int nextId() {
    return IDS.getAndIncrement();
  }

  KernelMap(String name, MapShape shape, MapContent content) {
    this.name = name;
    this.shape = shape;
    this.content = content;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public void hold() {
    holders++;
  }

  @Override
  public void release() {
    if (--holders == 0) {
      content.release();
    }
  }

  boolean isFrozen() {
    return frozen;
  }

  void freeze() {
    frozen = true;
  }

  void requireReadable() {
    if ((shape.flags() & MapFlags.WRONLY) != 0) {
      throw new CallFailure(EPERM);
    }
  }

  void requireWritable() {
    if (frozen || (shape.flags() & MapFlags.RDONLY) != 0) {
      throw new CallFailure(EPERM);
    }
  }
}
