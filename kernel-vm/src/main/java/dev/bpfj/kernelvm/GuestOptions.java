package dev.bpfj.kernelvm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a guest is made of.
 *
 * @param architecture its machine's
 * @param classPath the tests' class path, jars and directories in order; TestNG or the JUnit
 *     Platform's launcher must be on it
 * @param java the JDK whose run time the guest gets: its directory, or a version of {@code
 *     java.list}, which is fetched; a version for an architecture that is not the host's
 * @param jvmArguments options of the guest's JVM
 * @param systemProperties system properties of the guest's JVM
 * @param libbpf {@code host}, which a guest of another architecture cannot have, {@code none}, the
 *     library's path, or a version of {@code libbpf.list}
 * @param modules names of kernel modules to insert before the tests run
 * @param kernelArguments added to the kernel's command line
 * @param leakCheck whether a test class that leaves file descriptors or BPF objects behind fails
 */
public record GuestOptions(
    Architecture architecture,
    List<Path> classPath,
    String java,
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
        System.getProperty("java.home"),
        List.of(),
        Map.of(),
        "host",
        List.of(),
        List.of(),
        false);
  }
}
