package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaNames;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.target.TargetArch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Assigns each object the class name of its skeleton, and detects conflicts. */
final class SkeletonNames {
  private static final String TARGETS =
      "; if they are one program for several targets, name those in bpf.targets for bpf:skeleton too";
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
      if (equals <= 0 || !JavaIdentifier.isSafe(className)) {
        throw new InputException(
            "bpf.names: not of the form object=Class: value=" + line + "; " + EXAMPLE);
      }
      String object = line.substring(0, equals).strip();
      if (!ReservedNames.isFreeForSkeleton(className)) {
        throw new InputException(
            "bpf.names: a name that skeletons refer to themselves: object="
                + object
                + ", class="
                + className
                + "; choose another one, "
                + EXAMPLE);
      }
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
  List<PlannedSkeleton> plan(List<FoundProgram> objects) {
    requireObjects(objects);
    Map<String, Long> uses =
        objects.stream()
            .collect(Collectors.groupingBy(SkeletonNames::foldedName, Collectors.counting()));
    List<PlannedSkeleton> skeletons = new ArrayList<>();
    for (FoundProgram object : objects) {
      boolean isOnlyOne = uses.getOrDefault(foldedName(object), 0L) == 1;
      skeletons.add(plan(object, isOnlyOne));
    }
    requireDistinct(skeletons, "class", skeleton -> List.of(skeleton.className()));
    requireDistinct(skeletons, "resource", PlannedSkeleton::resources);
    return List.copyOf(skeletons);
  }

  private PlannedSkeleton plan(FoundProgram object, boolean isOnlyOne) {
    String name = name(object);
    String className = chosen.get(keyOf(object));
    if (className == null) {
      return new PlannedSkeleton(object.objects(), name, JavaNames.skeletonClass(name));
    }
    // Two objects of one name lie beside each other as resources: the class tells them apart.
    return new PlannedSkeleton(object.objects(), isOnlyOne ? name : className, className);
  }

  private String keyOf(FoundProgram object) {
    return chosen.containsKey(object.relative()) ? object.relative() : fileName(object);
  }

  private static String fileName(FoundProgram object) {
    return object.first().getFileName().toString();
  }

  private static String name(FoundProgram object) {
    return withoutSuffix(fileName(object));
  }

  /**
   * Names must differ in more than case, so that the build also works on case-insensitive file
   * systems.
   */
  private static String foldedName(FoundProgram object) {
    return name(object).toLowerCase(Locale.ROOT);
  }

  private static String withoutSuffix(String fileName) {
    for (String suffix : List.of(ObjectFinder.SUFFIX, ".o")) {
      if (fileName.endsWith(suffix) && fileName.length() > suffix.length()) {
        return fileName.substring(0, fileName.length() - suffix.length());
      }
    }
    return fileName;
  }

  private static void requireDistinct(
      List<PlannedSkeleton> skeletons,
      String what,
      Function<PlannedSkeleton, List<String>> properties) {
    Map<String, PlannedSkeleton> first = new LinkedHashMap<>();
    Map<String, String> values = new LinkedHashMap<>();
    List<String> clashes = new ArrayList<>();
    for (PlannedSkeleton skeleton : skeletons) {
      for (String value : properties.apply(skeleton)) {
        String folded = value.toLowerCase(Locale.ROOT);
        PlannedSkeleton other = first.putIfAbsent(folded, skeleton);
        String otherValue = values.putIfAbsent(folded, value);
        if (other != null && otherValue != null) {
          clashes.add(clash(skeleton.first(), other.first(), what, value, otherValue));
        }
      }
    }
    if (!clashes.isEmpty()) {
      throw new InputException(clashes);
    }
  }

  private static String clash(
      Path object, Path otherObject, String what, String value, String otherValue) {
    String values =
        value.equals(otherValue)
            ? what + "=" + value
            : "equal but for case=" + otherValue + " and " + value;
    return object
        + ": another object gives the same "
        + what
        + ": "
        + values
        + ", other object="
        + otherObject
        + (areOfTargets(object, otherObject) ? TARGETS : "; name one of them, " + EXAMPLE);
  }

  /**
   * Whether the objects are in directories of two architectures, and so are probably one program.
   */
  private static boolean areOfTargets(Path object, Path otherObject) {
    for (int i = 0; i < Math.min(object.getNameCount(), otherObject.getNameCount()); i++) {
      String name = object.getName(i).toString();
      String otherName = otherObject.getName(i).toString();
      if (!name.equals(otherName)) {
        return TargetArch.find(name).isPresent() && TargetArch.find(otherName).isPresent();
      }
    }
    return false;
  }

  private void requireObjects(List<FoundProgram> objects) {
    Set<String> unused = new TreeSet<>(chosen.keySet());
    objects.forEach(object -> unused.remove(keyOf(object)));
    if (!unused.isEmpty()) {
      throw new InputException(
          "bpf.names: no such object: names="
              + unused
              + ", objects="
              + objects.stream().map(FoundProgram::relative).toList());
    }
  }
}
