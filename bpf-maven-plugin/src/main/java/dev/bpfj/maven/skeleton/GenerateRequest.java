package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.target.TargetArch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which skeletons to generate, and where to write them.
 *
 * @param objects files and directories that must exist; empty to look in the usual places
 * @param usualPlaces directories to look in if none is named, of which some may not exist
 * @param targets the architectures that there is an object for each of, in a directory of that
 *     name; empty if there is one for all machines
 * @param output the output directories
 * @param naming the package and class names
 * @param content options for the contents
 */
public record GenerateRequest(
    List<Path> objects,
    List<Path> usualPlaces,
    List<TargetArch> targets,
    Output output,
    Naming naming,
    Content content) {

  /**
   * The output directories.
   *
   * @param sources the root of the Java sources, absolute
   * @param resources the root of the class path resources, absolute
   * @param classes where Maven copies the resources to; empty if there is no project
   * @param stateFile the state of the last build
   */
  public record Output(Path sources, Path resources, Optional<Path> classes, StateFile stateFile) {}

  /**
   * Package and class names of the skeletons.
   *
   * @param packageName their package
   * @param classes lines {@code object=Class} for objects whose class the user names
   */
  public record Naming(String packageName, List<String> classes) {}

  /**
   * Options for the contents of skeletons.
   *
   * @param types C types to generate classes for although no map or global variable uses them
   * @param templates a directory with templates that replace ours
   * @param generator identifies the version and build of the generator
   */
  public record Content(List<String> types, Optional<Path> templates, String generator) {}
}
