package dev.bpfj.test.incase;

import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.MinimalSkel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What tests leave behind, until it is put away. */
public final class Left {
  /** Where a map is pinned. */
  public static final Path PIN = Path.of("/sys/fs/bpf/bpfj-left-" + UUID.randomUUID());

  private static final List<AutoCloseable> LEFT = new ArrayList<>();

  private Left() {}

  static void skeleton() {
    MinimalSkel skel = MinimalSkel.open();
    LEFT.add(skel);
    skel.load();
    skel.attach();
  }

  static void mapping() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      LEFT.add(skel.object().map(".bss").mmap());
    }
  }

  static void pin(BpfMap map) {
    LEFT.add(() -> Files.deleteIfExists(PIN));
    map.pin(PIN);
  }

  static void file() throws IOException {
    LEFT.add(Files.newInputStream(file(Left.class)));
  }

  private static Path file(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath(), name);
  }

  static void nothing() {
    try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
      skel.attach();
    }
  }

  /** Puts it away. */
  public static void clear() throws Exception {
    for (AutoCloseable left : LEFT) {
      left.close();
    }
    LEFT.clear();
  }
}
