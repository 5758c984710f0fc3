package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.target.TargetArch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to make skeletons of, and where to put them.
 *
 * @param objects files and directories that must exist; empty to look in the usual places
 * @param usualPlaces directories to look in if none is named, of which some may not exist
 * @param targets the architectures that there is an object for each of, in a directory of that
 *     name; empty if there is one for all machines
 * @param output where everything goes
 * @param naming what it is called
 * @param content what is in it
 */
public record GenerateRequest(
    List<Path> objects,
    List<Path> usualPlaces,
    List<TargetArch> targets,
    Output output,
    Naming naming,
    Content content) {

  /**
   * Where everything goes.
   *
   * @param sources the root of the Java sources, absolute
   * @param resources the root of the class path resources, absolute
   * @param classes where Maven copies the resources to; empty if there is no project
   * @param stateFile what is known of the last build
   */
  public record Output(Path sources, Path resources, Optional<Path> classes, StateFile stateFile) {}

  /**
   * What the skeletons are called.
   *
   * @param packageName their package
   * @param classes lines {@code object=Class} for objects whose class the user names
   */
  public record Naming(String packageName, List<String> classes) {}

  /**
   * What is in the skeletons.
   *
   * @param types C types to generate even if no map or global names them
   * @param templates a directory with templates that replace ours
   * @param generator tells this generator from another one: a version, a build
   */
  public record Content(List<String> types, Optional<Path> templates, String generator) {}
}
