package dev.bpfj.kernelvm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a guest is made of.
 *
 * @param architecture its machine's
 * @param classPath the tests' class path, jars and directories in order; TestNG or the JUnit
 *     Platform's launcher must be on it
 * @param java the JDK whose run time the guest gets: its directory, or a version of {@code
 *     java.list}, which is fetched; a version for an architecture that is not the host's. Empty for
 *     this JVM's, and for another architecture the newest version that is not newer than it, or the
 *     oldest
 * @param jvmArguments options of the guest's JVM
 * @param systemProperties system properties of the guest's JVM
 * @param libbpf {@code host}, which is refused for another architecture, {@code none}, the
 *     library's path, or a version of {@code libbpf.list}
 * @param modules names of kernel modules to insert before the tests run
 * @param kernelArguments added to the kernel's command line
 * @param leakCheck whether a test class that leaves file descriptors or BPF objects behind fails
 */
public record GuestOptions(
    Architecture architecture,
    List<Path> classPath,
    Optional<String> java,
    List<String> jvmArguments,
    Map<String, String> systemProperties,
    String libbpf,
    List<String> modules,
    List<String> kernelArguments,
    boolean leakCheck) {

  /**
   * A guest with a class path and nothing special.
   *
   * @param classPath the tests' class path
   * @return options with this JVM's JDK and the host's libbpf
   */
  public static GuestOptions of(List<Path> classPath) {
    return new GuestOptions(
        Architecture.host(),
        classPath,
        Optional.empty(),
        List.of(),
        Map.of(),
        "host",
        List.of(),
        List.of(),
        false);
  }

  /** Refuses what cannot be had together, before anything is fetched for it. */
  void check() {
    if (libbpf.equals("host") && !architecture.isHost()) {
      throw new InvalidRequestException(
          "libbpf 'host': this machine's, which a guest of "
              + architecture.name()
              + " cannot load: name a version, such as 1.4.6, or leave it out for that of"
              + " libbpf-natives");
    }
  }
}
