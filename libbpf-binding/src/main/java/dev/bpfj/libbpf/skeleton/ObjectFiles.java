package dev.bpfj.libbpf.skeleton;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A skeleton's object files: one for all machines, or one for each architecture that the program
 * was compiled for.
 *
 * <p>Immutable, thread-safe.
 */
public final class ObjectFiles {
  private static final String ALL = "";

  // By target, in the order in which they were given.
  private final Map<String, String> resources;

  private ObjectFiles(Map<String, String> resources) {
    this.resources = Collections.unmodifiableMap(resources);
  }

  /**
   * One file for all machines.
   *
   * @param resource its class path resource, relative to the skeleton's class
   * @return the files
   */
  public static ObjectFiles forAll(String resource) {
    return new ObjectFiles(Map.of(ALL, resource));
  }

  /**
   * No file yet, to be followed by {@link #with}.
   *
   * @return the files
   */
  public static ObjectFiles forTargets() {
    return new ObjectFiles(Map.of());
  }

  /**
   * These files, and one for another architecture.
   *
   * @param target the architecture, as {@code bpf.targets} names it
   * @param resource its class path resource, relative to the skeleton's class
   * @return the files
   */
  public ObjectFiles with(String target, String resource) {
    Map<String, String> all = new LinkedHashMap<>(resources);
    all.put(target, resource);
    return new ObjectFiles(all);
  }

  /**
   * The file for this machine.
   *
   * @param owner the skeleton's class, for the message
   * @return its resource
   * @throws IllegalStateException if there is none, with those that there are
   */
  String resource(Class<?> owner) {
    String all = resources.get(ALL);
    if (all != null) {
      return all;
    }
    String machine = machine();
    String resource = resources.get(machine);
    if (resource == null) {
      throw new IllegalStateException(
          owner.getName()
              + ": has no object for this machine: machine="
              + machine
              + ", targets="
              + String.join(", ", resources.keySet())
              + "; add "
              + machine
              + " to bpf.targets, and run bpf:compile and bpf:skeleton again");
    }
    return resource;
  }

  /** This machine's architecture as {@code bpf.targets} names it. */
  private static String machine() {
    String java = Objects.requireNonNullElse(System.getProperty("os.arch"), "");
    return switch (java) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm64";
      case "sparcv9" -> "sparc64";
      default -> java;
    };
  }
}
