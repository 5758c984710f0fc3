package dev.bpfj.maven.skeleton;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The copies of objects that this goal makes, which are no objects to make skeletons of where they
 * lie in a directory that is searched.
 */
final class OwnCopies {
  private final Set<Path> known;
  private final Path directory;

  /**
   * Copies.
   *
   * @param known those that the last run made of objects elsewhere
   * @param directory where this run makes them; what is there and unknown is one if an object of
   *     its name lies elsewhere, since that one's copy would take its place
   */
  OwnCopies(Collection<Path> known, Path directory) {
    this.known = known.stream().map(OwnCopies::real).collect(Collectors.toSet());
    this.directory = real(directory);
  }

  /** What was found but for the copies; what the user named as a file is none. */
  List<ObjectFinder.Found> without(List<ObjectFinder.Found> found) {
    Set<Path> elsewhere =
        found.stream()
            .filter(object -> !isInDirectory(object))
            .map(object -> object.file().getFileName())
            .collect(Collectors.toSet());
    return found.stream().filter(object -> object.isNamed() || !isCopy(object, elsewhere)).toList();
  }

  private boolean isCopy(ObjectFinder.Found object, Set<Path> elsewhere) {
    return known.contains(real(object.file()))
        || (isInDirectory(object) && elsewhere.contains(object.file().getFileName()));
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
