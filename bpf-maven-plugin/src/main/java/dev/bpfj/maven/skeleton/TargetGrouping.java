package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.skeleton.FoundProgram.TargetFile;
import dev.bpfj.maven.target.TargetArch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the objects that are one program for several targets. */
final class TargetGrouping {
  private final List<String> targets;

  /**
   * A grouping.
   *
   * @param targets the architectures, each with a directory of its name; empty if there are none
   */
  TargetGrouping(List<TargetArch> targets) {
    this.targets = targets.stream().map(TargetArch::name).toList();
  }

  /**
   * Groups objects. One that lies in no target's directory is for all machines.
   *
   * @param objects what was found
   * @return the programs, in the order of their first objects
   * @throws InputException if a program lacks an object for a target
   */
  List<FoundProgram> programs(List<ObjectFinder.Found> objects) {
    Map<String, Map<String, Path>> ofTargets = new LinkedHashMap<>();
    List<FoundProgram> programs = new ArrayList<>();
    for (ObjectFinder.Found object : belowDirectories(objects)) {
      String target = target(object);
      if (target.isEmpty()) {
        programs.add(
            new FoundProgram(object.relative(), List.of(new TargetFile("", object.file()))));
        continue;
      }
      String relative = below(target, object.relative());
      Map<String, Path> files = ofTargets.computeIfAbsent(relative, r -> new LinkedHashMap<>());
      Path other = files.putIfAbsent(target, object.file());
      if (other != null) {
        throw new InputException(
            object.file()
                + ": another object is the same program for the same target: target="
                + target
                + ", other object="
                + other
                + "; move or rename one of them");
      }
    }
    requireAll(ofTargets);
    ofTargets.forEach((relative, files) -> programs.add(program(relative, files)));
    return programs;
  }

  /**
   * The objects; those that the user named one by one are below the directories of targets that
   * they lie in, as those of a directory that was searched are.
   */
  private List<ObjectFinder.Found> belowDirectories(List<ObjectFinder.Found> objects) {
    List<Path> named =
        objects.stream()
            .filter(ObjectFinder.Found::isNamed)
            .map(object -> object.root().toAbsolutePath().normalize())
            .toList();
    int shared = shared(named);
    return objects.stream()
        .map(object -> object.isNamed() ? belowDirectory(object, shared) : object)
        .toList();
  }

  /** Above the directory that all share, a name is no target's: it may be a workspace's. */
  private ObjectFinder.Found belowDirectory(ObjectFinder.Found object, int shared) {
    Path file = object.file().toAbsolutePath().normalize();
    for (int i = file.getNameCount() - 2; i >= shared; i--) {
      if (targets.contains(file.getName(i).toString())) {
        Path root = Objects.requireNonNull(file.getRoot(), "the file is absolute");
        return new ObjectFinder.Found(
            file, object.real(), root.resolve(file.subpath(0, i + 1)), true);
      }
    }
    return object;
  }

  private static int shared(List<Path> directories) {
    int shared = 0;
    if (directories.isEmpty()) {
      return shared;
    }
    Path first = directories.get(0);
    while (shared < first.getNameCount() && areAlike(directories, first, shared)) {
      shared++;
    }
    return shared;
  }

  private static boolean areAlike(List<Path> directories, Path first, int index) {
    return directories.stream()
        .allMatch(
            directory ->
                index < directory.getNameCount()
                    && directory.getName(index).equals(first.getName(index)));
  }

  /** The target whose directory an object lies in, empty if there is none. */
  private String target(ObjectFinder.Found object) {
    String first = object.relative().split("/", 2)[0];
    if (object.relative().contains("/") && targets.contains(first)) {
      return first;
    }
    Path root = object.root().getFileName();
    return root != null && targets.contains(root.toString()) ? root.toString() : "";
  }

  private static String below(String target, String relative) {
    String directory = target + "/";
    return relative.startsWith(directory) ? relative.substring(directory.length()) : relative;
  }

  private FoundProgram program(String relative, Map<String, Path> files) {
    List<TargetFile> objects = new ArrayList<>();
    for (String target : targets) {
      Path file = files.get(target);
      if (file != null) {
        objects.add(new TargetFile(target, file));
      }
    }
    return new FoundProgram(relative, List.copyOf(objects));
  }

  private void requireAll(Map<String, Map<String, Path>> programs) {
    List<String> missing = new ArrayList<>();
    programs.forEach(
        (relative, files) -> {
          Set<String> without = new LinkedHashSet<>(targets);
          without.removeAll(files.keySet());
          if (!without.isEmpty()) {
            missing.add(
                relative
                    + ": no object for every target: missing="
                    + String.join(", ", without)
                    + ", found="
                    + List.copyOf(files.values())
                    + "; compile it for all of bpf.targets, or name those alone that it has");
          }
        });
    if (!missing.isEmpty()) {
      throw new InputException(missing);
    }
  }
}
