package dev.bpfj.maven.skeleton;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.InputFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds the objects. */
public final class ObjectFinder {
  static final String SUFFIX = ".bpf.o";

  private ObjectFinder() {}

  /**
   * An object file, and the directory that it was found below, or that it is in.
   *
   * @param file the file
   * @param real its path without links
   * @param root the directory
   * @param isNamed whether the user named the file itself
   */
  public record Found(Path file, Path real, Path root, boolean isNamed) {

    /**
     * The path below the root.
     *
     * @return with {@code /} on every system; where that is the system's own separator, a backslash
     *     is part of a name
     */
    public String relative() {
      return root.relativize(file).toString().replace(File.separatorChar, '/');
    }
  }

  /**
   * Finds them.
   *
   * @param named files and directories that must exist; empty to look in the usual places
   * @param usualPlaces directories of which some may not exist
   * @return at least one, in the order in which they were named, each once
   * @throws InputException if one does not exist or there is none, with the places that were
   *     searched
   * @throws IOException if the machine fails
   */
  public static List<Found> find(List<Path> named, List<Path> usualPlaces) throws IOException {
    return find(named, usualPlaces, found -> found);
  }

  /**
   * Whether there is any.
   *
   * @param places files, and directories of which some may not exist
   * @return true if one of them is or has an object
   * @throws IOException if the machine fails
   */
  public static boolean isAnyIn(List<Path> places) throws IOException {
    for (Path place : places) {
      if (!below(place).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** As {@link #find(List, List)}; of what is found, only what passes the filter counts. */
  static List<Found> find(
      List<Path> named, List<Path> usualPlaces, UnaryOperator<List<Found>> filter)
      throws IOException {
    // By real path: a directory and a file in it may both be named.
    Map<Path, Found> found = new LinkedHashMap<>();
    for (Path path : named.isEmpty() ? usualPlaces : named) {
      if (!named.isEmpty() && !Files.exists(path)) {
        throw new InputException(
            path + ": does not exist: parameter=bpf.objects; name object files or directories");
      }
      if (!named.isEmpty() && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        throw new InputException(
            path
                + ": neither a file nor a directory: parameter=bpf.objects; name object files or"
                + " directories");
      }
      for (Found object : below(path)) {
        found.putIfAbsent(object.real(), object);
      }
    }
    List<Found> wanted = filter.apply(List.copyOf(found.values()));
    if (wanted.isEmpty()) {
      throw none(named.isEmpty() ? usualPlaces : named);
    }
    return wanted;
  }

  private static List<Found> below(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      Path parent = path.toAbsolutePath().getParent();
      return List.of(new Found(path, path.toRealPath(), parent == null ? path : parent, true));
    }
    List<Found> found = new ArrayList<>();
    for (Path file : InputFiles.below(path, SUFFIX)) {
      found.add(new Found(file, file.toRealPath(), path, false));
    }
    return found;
  }

  private static InputException none(List<Path> searched) {
    List<String> places = new ArrayList<>();
    for (Path path : searched) {
      places.add(path + (Files.exists(path) ? "" : " (does not exist)"));
    }
    return new InputException(
        "no BPF object: looked for **/*"
            + SUFFIX
            + " in "
            + String.join(", ", places)
            + "; run bpf:compile first, or name files or directories by -Dbpf.objects=...");
  }
}
