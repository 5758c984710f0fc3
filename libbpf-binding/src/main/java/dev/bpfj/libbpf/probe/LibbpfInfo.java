package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.call.Jffi;
import dev.bpfj.libbpf.internal.call.LibbpfVersion;
import dev.bpfj.libbpf.internal.call.Native;
import java.util.List;

/**
 * The libbpf that this process uses, and how it was found: the one that {@code -Ddev.bpfj.libbpf}
 * names, else the one of the artifact {@code dev.bpfj:libbpf-natives} where it is on the class path
 * or module path, else the system's.
 *
 * <p>Immutable, thread-safe.
 *
 * @param version such as {@code 1.7}
 * @param file its file; one that was unpacked for this process alone is deleted already
 * @param origin {@code -Ddev.bpfj.libbpf}, {@code dev.bpfj:libbpf-natives} or {@code the system}
 * @param tried what could not be taken before, each with the reason
 * @param jffi the file of jffi's library, which calls native code; empty where the kernel does not
 *     tell
 */
public record LibbpfInfo(
    String version, String file, String origin, List<String> tried, String jffi) {

  /**
   * Loads libbpf, if that was not done before.
   *
   * @return the libbpf that is loaded
   * @throws LibbpfNotFoundException if there is none that can be loaded
   */
  public static LibbpfInfo get() {
    return new LibbpfInfo(
        LibbpfVersion.number(),
        LibbpfVersion.file(),
        Native.origin(),
        Native.triedBefore(),
        Jffi.file());
  }
}
