package dev.bpfj.codegen.naming;

import javax.lang.model.SourceVersion;

/** Names of Java packages. */
public final class JavaPackages {
  private JavaPackages() {}

  /**
   * Whether classes may be generated in a package.
   *
   * @param name its name
   * @return false if it is no name, has characters that do not show, or is the Java platform's own
   */
  public static boolean isUsable(String name) {
    return SourceVersion.isName(name)
        && name.codePoints().allMatch(c -> c == '.' || isPart(c))
        && !name.equals("java")
        && !name.startsWith("java.");
  }

  /**
   * Whether a character may be part of a package's name. Java allows some that no reader sees, or
   * that change how the text around them reads, and ignores them in comparisons.
   *
   * @param point the character
   * @return true if Java allows it and it shows
   */
  public static boolean isPart(int point) {
    return Character.isJavaIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
  }
}
