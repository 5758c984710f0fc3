package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.maven.build.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives each object its skeleton's class, and finds the classes that two objects would get. */
final class SkeletonNames {
  private static final String EXAMPLE = "such as -Dbpf.names=drop.bpf.o=PacketDropper";

  private final Map<String, String> chosen = new LinkedHashMap<>();

  /**
   * Reads what the user chose.
   *
   * @param lines {@code object=Class}, the object by its file name or by its path below its
   *     directory
   */
  SkeletonNames(List<String> lines) {
    for (String line : lines) {
      int equals = line.lastIndexOf('=');
      String className = line.substring(equals + 1).strip();
      if (equals <= 0
          || !SourceVersion.isIdentifier(className)
          || SourceVersion.isKeyword(className)) {
        throw new InputException(
            "bpf.names: not of the form object=Class: value=" + line + "; " + EXAMPLE);
      }
      String object = line.substring(0, equals).strip();
      String other = chosen.put(object, className);
      if (other != null) {
        throw new InputException(
            "bpf.names: two classes for one object: object="
                + object
                + ", classes="
                + other
                + ", "
                + className
                + "; leave one out");
      }
    }
  }

  /**
   * Names them all.
   *
   * @throws InputException if two would get the same class, or a choice names no object
   */
  List<PlannedSkeleton> plan(List<ObjectFinder.Found> objects) {
    Set<String> unused = new HashSet<>(chosen.keySet());
    Map<String, PlannedSkeleton> byClass = new LinkedHashMap<>();
    List<String> clashes = new ArrayList<>();
    for (ObjectFinder.Found object : objects) {
      PlannedSkeleton skeleton = plan(object, unused);
      // Some file systems do not tell upper from lower case; the same must build there.
      String key = skeleton.className().toLowerCase(Locale.ROOT);
      PlannedSkeleton other = byClass.putIfAbsent(key, skeleton);
      if (other != null) {
        clashes.add(clash(other, skeleton));
      }
    }
    if (!clashes.isEmpty()) {
      throw new InputException(String.join("\n", clashes));
    }
    requireUsed(unused, objects);
    return List.copyOf(byClass.values());
  }

  private PlannedSkeleton plan(ObjectFinder.Found object, Set<String> unused) {
    String fileName = object.file().getFileName().toString();
    String name = withoutSuffix(fileName);
    String key = chosen.containsKey(object.relative()) ? object.relative() : fileName;
    unused.remove(key);
    String className = chosen.getOrDefault(key, JavaNames.pascalCase(name) + "Skel");
    return new PlannedSkeleton(object.file(), name, className);
  }

  private static String withoutSuffix(String fileName) {
    for (String suffix : List.of(ObjectFinder.SUFFIX, ".o")) {
      if (fileName.endsWith(suffix) && fileName.length() > suffix.length()) {
        return fileName.substring(0, fileName.length() - suffix.length());
      }
    }
    return fileName;
  }

  private static String clash(PlannedSkeleton first, PlannedSkeleton second) {
    String what =
        first.className().equals(second.className())
            ? "class=" + second.className()
            : "classes equal but for case=" + first.className() + ", " + second.className();
    return second.object()
        + ": another object gives the same class: "
        + what
        + ", other object="
        + first.object()
        + "; name one of them, "
        + EXAMPLE;
  }

  private static void requireUsed(Set<String> unused, List<ObjectFinder.Found> objects) {
    if (!unused.isEmpty()) {
      throw new InputException(
          "bpf.names: no such object: names="
              + unused.stream().sorted().toList()
              + ", objects="
              + objects.stream().map(ObjectFinder.Found::relative).toList());
    }
  }
}
