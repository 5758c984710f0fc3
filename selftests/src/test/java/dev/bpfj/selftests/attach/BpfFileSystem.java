package dev.bpfj.selftests.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names in the BPF file system that no other run of the tests uses. */
final class BpfFileSystem {
  private BpfFileSystem() {}

  static Path newName() {
    return Path.of("/sys/fs/bpf/bpfj-" + UUID.randomUUID());
  }

  static void remove(Path name) throws IOException {
    Files.deleteIfExists(name);
  }
}
