package dev.bpfj.selftests.random;

import dev.bpfj.libbpf.link.LinkInfo;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.program.ProgramInfo;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * File descriptors and ids of what this run has made. No other number is ever given to a method
 * that takes one, but for -1. Thread-safe.
 */
final class Made {
  private static final int KEPT = 64;

  private final AtomicIntegerArray descriptors = none();
  private final AtomicIntegerArray ids = none();

  private static AtomicIntegerArray none() {
    int[] numbers = new int[KEPT];
    java.util.Arrays.fill(numbers, -1);
    return new AtomicIntegerArray(numbers);
  }

  void addDescriptor(int number) {
    descriptors.set(Math.floorMod(number, KEPT), number);
  }

  /** Takes the id out of what the kernel told of something. */
  void addIdOf(Object info) {
    if (info instanceof MapInfo map) {
      addId(map.id());
    } else if (info instanceof ProgramInfo program) {
      addId(program.id());
    } else if (info instanceof LinkInfo link) {
      addId(link.id());
    }
  }

  private void addId(int id) {
    ids.set(Math.floorMod(id, KEPT), id);
  }

  int descriptor(Random random) {
    return descriptors.get(random.nextInt(KEPT));
  }

  int id(Random random) {
    return ids.get(random.nextInt(KEPT));
  }
}
