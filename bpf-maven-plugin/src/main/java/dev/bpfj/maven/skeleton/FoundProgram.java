package dev.bpfj.maven.skeleton;

import java.nio.file.Path;
import java.util.List;

/**
 * A program as it was found: in one object for all machines, or in one for each target.
 *
 * @param relative the path of its object below the directory that was searched and, where there are
 *     targets, below the target's; with {@code /} on every system
 * @param objects its objects, at least one
 */
record FoundProgram(String relative, List<TargetFile> objects) {

  /**
   * An object file.
   *
   * @param target the architecture that it is for, empty for all
   * @param file the file
   */
  record TargetFile(String target, Path file) {}

  /** The first object, which stands for all of them. */
  Path first() {
    return objects.get(0).file();
  }
}
