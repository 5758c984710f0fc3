package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An independent piece of work.
 *
 * @param name its name, which is the same in every build and is shown to the user
 * @param key everything that its result depends on besides its input files, such as options and
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
   * The result of the work.
   *
   * @param inputs the files that were read
   * @param outputs the files that were written, or would have been if they were not the same
   *     already
   */
  public record Product(List<Input> inputs, List<Path> outputs) {}
}
