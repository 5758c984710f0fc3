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
 * Recognizes the copies of objects that this goal made, which must not become input if they are in
 * a directory that is searched.
 */
final class OwnCopies {
  private final Set<Path> known;
  private final Path directory;
  private final List<String> targets;

  /**
   * Copies.
   *
   * @param known those that the last run made of objects elsewhere
   * @param directory the directory that this run copies to; an unknown file there is a copy if an
   *     object of the same name was found elsewhere, since that object's copy would replace it
   * @param targets the architectures whose names the copies have
   */
  OwnCopies(Collection<Path> known, Path directory, List<TargetArch> targets) {
    this.known = known.stream().map(OwnCopies::real).collect(Collectors.toSet());
    this.directory = real(directory);
    this.targets = targets.stream().map(TargetArch::name).toList();
  }

  /**
   * Returns what was found without the copies; a file that the user named is never regarded as a
   * copy.
   */
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
    return known.contains(object.real())
        || (isInDirectory(object) && elsewhere.contains(object.file().getFileName().toString()));
  }

  private boolean isInDirectory(ObjectFinder.Found object) {
    return directory.equals(object.real().getParent());
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
