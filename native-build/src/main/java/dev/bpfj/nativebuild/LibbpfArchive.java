package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * libbpf's sources.
 *
 * @param pins which ones
 * @param debian where they are fetched
 * @param progress gets a message if they cannot be downloaded
 */
record LibbpfArchive(Pins pins, Debian debian, Progress progress) {
  /** The source archive; empty if no mirror has it any longer. */
  Optional<Path> fetch() {
    try {
      Path files = debian.source(pins.onePackage("libbpf"));
      Path archive = files.resolve(pins.text("libbpf.file"));
      return Optional.of(Sha256.require(archive, pins.text("libbpf.sha256")));
    } catch (KernelTestException e) {
      progress.warn("taking " + pins.onePackage("fallback") + " instead: " + e.getMessage());
      return Optional.empty();
    }
  }
}
