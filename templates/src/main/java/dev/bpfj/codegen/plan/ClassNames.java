package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.JavaPackages;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.object.PrintableText;

/** Checks the names that the user chose. */
final class ClassNames {
  private ClassNames() {}

  static JavaIdentifier skeleton(String name) {
    if (!JavaIdentifier.isSafe(name)) {
      throw new IllegalArgumentException(
          "not a class name of letters, digits and underscores, of at most "
              + JavaIdentifier.MOST_CHARACTERS
              + " characters: \""
              + PrintableText.of(name)
              + "\"");
    }
    if (!ReservedNames.isFreeForSkeleton(name)) {
      throw new IllegalArgumentException(
          "a class name that skeletons refer to themselves: \"" + name + "\"");
    }
    return JavaIdentifier.of(name);
  }

  static void checkPackage(String name) {
    if (!name.isEmpty() && !JavaPackages.isUsable(name)) {
      throw new IllegalArgumentException("not a Java package: \"" + PrintableText.of(name) + "\"");
    }
  }
}
