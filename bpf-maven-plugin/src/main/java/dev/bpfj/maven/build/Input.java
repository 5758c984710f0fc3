package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.file.Path;

/** An input file of a unit, with a record of its content that can tell whether it has changed. */
public sealed interface Input permits InputStamp, CopiedInput {

  /**
   * The file.
   *
   * @return its path
   */
  Path path();

  /**
   * Whether the file still has the content that the unit was made from.
   *
   * @param digests the content of files
   * @return false if it changed or is gone
   * @throws IOException if it cannot be read
   */
  boolean isCurrent(Digests digests) throws IOException;
}
