package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.naming.JavaIdentifier;

/** Checks the names that the user chose. */
final class ClassNames {
  private ClassNames() {}

  static JavaIdentifier skeleton(String name) {
    if (!JavaIdentifier.isSafe(name)) {
      throw new IllegalArgumentException(
          "not a class name of letters, digits and underscores, of at most "
              + JavaIdentifier.MOST_CHARACTERS
              + " characters: \""
              + name
              + "\"");
    }
    return JavaIdentifier.of(name);
  }

  static void checkPackage(String name) {
    for (String part : name.isEmpty() ? new String[0] : name.split("\\.", -1)) {
      boolean isName =
          !part.isEmpty()
              && Character.isJavaIdentifierStart(part.charAt(0))
              && part.chars().allMatch(Character::isJavaIdentifierPart);
      // What is no keyword with an underscore added is either a name or a keyword.
      if (!isName || (!JavaIdentifier.isSafe(part) && JavaIdentifier.isSafe(part + "_"))) {
        throw new IllegalArgumentException(
            "not a Java package: \"" + name + "\": part=\"" + part + "\"");
      }
    }
  }
}
