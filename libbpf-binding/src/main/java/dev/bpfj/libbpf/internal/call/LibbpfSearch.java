package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EMFILE;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.unpack.Bundle;
import dev.bpfj.libbpf.internal.unpack.Unpacked;
import dev.bpfj.libbpf.internal.unpack.Unpacker;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for libbpf: the one that a property names and no other, else the one of {@code
 * libbpf-natives}, else the system's. Not thread-safe.
 */
final class LibbpfSearch {
  private static final String NATIVES = "dev.bpfj:libbpf-natives";
  private static final String SYSTEM_LIBBPF = "libbpf.so.1";

  private final List<String> tried = new ArrayList<>();

  /**
   * The libbpf that was found.
   *
   * @param library libbpf
   * @param origin what it was found by
   * @param tried what was tried before, each with what came of it
   */
  record Found(CLibrary library, String origin, List<String> tried) {}

  /**
   * Finds and loads it.
   *
   * @throws LibbpfNotFoundException if there is none that can be loaded
   */
  Found run() {
    String named = System.getProperty(Native.LIBBPF_PROPERTY, "");
    if (!named.isEmpty()) {
      return found(load(named), "-D" + Native.LIBBPF_PROPERTY);
    }
    Optional<CLibrary> bundled = bundled();
    if (bundled.isPresent()) {
      return found(bundled.get(), NATIVES);
    }
    return found(load(SYSTEM_LIBBPF), "the system");
  }

  private Found found(CLibrary library, String origin) {
    return new Found(library, origin, List.copyOf(tried));
  }

  private CLibrary load(String path) {
    try {
      return CLibrary.open(path);
    } catch (UnsatisfiedLinkError e) {
      String reason = String.valueOf(e.getMessage());
      tried.add(path + " (" + reason + ")");
      throw new LibbpfNotFoundException(String.join(", ", tried), adviceOn(reason));
    }
  }

  private static String adviceOn(String reason) {
    // The loader's own words, in the language of the process.
    return reason.endsWith(CStrings.text(Native.libc().strerror(EMFILE)))
        ? GeneralAdvice.ON_OPEN_FILES
        : LibbpfNotFoundException.howToGetOne();
  }

  /** The libraries that it needs are loaded first, else the loader would take the system's. */
  private Optional<CLibrary> bundled() {
    Jffi.memory();
    try {
      Optional<Bundle> bundle = Bundle.libbpf();
      if (bundle.isEmpty()) {
        tried.add(NATIVES + " (none for this machine on the class path)");
        return Optional.empty();
      }
      try (Unpacked unpacked = Unpacker.unpack(bundle.get(), new NativeComparison())) {
        tried.addAll(unpacked.passedOver());
        return Optional.of(inOrder(unpacked.files()));
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      tried.add(NATIVES + " (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  /** Loads libraries and gives the last one, which keeps those that it needs. */
  private static CLibrary inOrder(List<Path> files) {
    List<CLibrary> loaded = new ArrayList<>();
    try {
      for (Path file : files) {
        loaded.add(CLibrary.open(file.toString()));
      }
      return loaded.get(loaded.size() - 1);
    } finally {
      Reference.reachabilityFence(loaded); // one that is collected would be unloaded too early
    }
  }
}
