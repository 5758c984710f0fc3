package dev.bpfj.kernelvm.io;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that this machine should have.
 *
 * @param name the executable's name
 * @param packageName Debian's package that carries it
 */
public record Tool(String name, String packageName) {
  /** Directories that are often missing in the PATH of ordinary users. */
  private static final String SYSTEM_DIRECTORIES = "/usr/sbin:/sbin:/usr/bin:/bin";

  /**
   * Looks for the program on this process's PATH.
   *
   * @return the executable
   * @throws KernelTestException if it is not there, naming the package
   */
  public Path find() {
    return find(System.getenv("PATH"));
  }

  /**
   * Looks for the program.
   *
   * @param path directories, separated as in PATH
   * @return the executable
   * @throws KernelTestException if it is not there, naming the package
   */
  public Path find(String path) {
    return lookUp(path)
        .orElseThrow(
            () ->
                new KernelTestException(
                    name
                        + ": not found on the PATH: install the package '"
                        + packageName
                        + "' (Debian, Ubuntu: apt-get install "
                        + packageName
                        + ")"));
  }

  /**
   * Looks for the program on this process's PATH.
   *
   * @return the executable, empty if it is not there
   */
  public Optional<Path> lookUp() {
    return lookUp(System.getenv("PATH") + File.pathSeparator + SYSTEM_DIRECTORIES);
  }

  private Optional<Path> lookUp(String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
