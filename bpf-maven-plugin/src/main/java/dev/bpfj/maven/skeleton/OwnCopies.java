package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The copies of objects that this goal makes, which are no objects to make skeletons of where they
 * lie in a directory that is searched.
 */
final class OwnCopies {
  private final Set<Path> known;
  private final Path directory;
  private final List<String> targets;

  /**
   * Copies.
   *
   * @param known those that the last run made of objects elsewhere
   * @param directory where this run makes them; what is there and unknown is one if an object of
   *     its name lies elsewhere, since that one's copy would take its place
   * @param targets the architectures whose names the copies have
   */
  OwnCopies(Collection<Path> known, Path directory, List<TargetArch> targets) {
    this.known = known.stream().map(OwnCopies::real).collect(Collectors.toSet());
    this.directory = real(directory);
    this.targets = targets.stream().map(TargetArch::name).toList();
  }

  /** What was found but for the copies; what the user named as a file is none. */
  List<ObjectFinder.Found> without(List<ObjectFinder.Found> found) {
    Set<String> elsewhere =
        found.stream()
            .filter(object -> !isInDirectory(object))
            .map(object -> object.file().getFileName().toString())
            .flatMap(this::copiesOf)
            .collect(Collectors.toSet());
    return found.stream().filter(object -> object.isNamed() || !isCopy(object, elsewhere)).toList();
  }

  private Stream<String> copiesOf(String file) {
    String name = file.substring(0, file.length() - suffixLength(file));
    return Stream.concat(
        Stream.of(file), targets.stream().map(target -> name + "." + target + ObjectFinder.SUFFIX));
  }

  private static int suffixLength(String file) {
    return file.endsWith(ObjectFinder.SUFFIX) ? ObjectFinder.SUFFIX.length() : 0;
  }

  private boolean isCopy(ObjectFinder.Found object, Set<String> elsewhere) {
    return known.contains(real(object.file()))
        || (isInDirectory(object) && elsewhere.contains(object.file().getFileName().toString()));
  }

  private boolean isInDirectory(ObjectFinder.Found object) {
    return directory.equals(real(object.file()).getParent());
  }

  // One that is not there is found under no other name.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
