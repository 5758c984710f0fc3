package dev.bpfj.libbpf.internal.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file descriptors that are opened when they are first needed and stay open as long as the JVM
 * runs, so that they are not taken for what was left open by mistake.
 *
 * <p>Thread-safe.
 */
public final class KeptFiles {
  private static final Set<Integer> NUMBERS = ConcurrentHashMap.newKeySet();

  private KeptFiles() {}

  /** Counts a descriptor among them. */
  public static void add(int fd) {
    NUMBERS.add(fd);
  }

  /** Whether a descriptor is one of them. */
  public static boolean contains(int fd) {
    return NUMBERS.contains(fd);
  }
}
