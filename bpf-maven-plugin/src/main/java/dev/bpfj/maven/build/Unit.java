package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A piece of work that stands on its own.
 *
 * @param name names it from build to build, and for the user
 * @param key stands for all that its result depends on besides the files that it reads: options,
 *     tools
 * @param action does it
 */
public record Unit(String name, String key, Action action) {

  /** The work itself. */
  @FunctionalInterface
  public interface Action {

    /**
     * Does it.
     *
     * @return what was read and what was written
     * @throws IOException if the machine fails
     * @throws InterruptedException if the build is to end
     * @throws InputException if what the user gave cannot be built
     */
    Product run() throws IOException, InterruptedException;
  }

  /**
   * What came of the work.
   *
   * @param inputs the files that were read
   * @param outputs the files that were written, or would have been if they were not the same
   *     already
   */
  public record Product(List<Input> inputs, List<Path> outputs) {}
}
