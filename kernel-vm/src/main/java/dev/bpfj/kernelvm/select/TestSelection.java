package dev.bpfj.kernelvm.select;

import java.nio.file.Path;
import java.util.List;

/**
 * Which tests run.
 *
 * @param testClasses directories with compiled test classes, those of the class path that are
 *     searched
 * @param includes patterns as Surefire's {@code includes} takes them; empty for its defaults
 * @param excludes patterns as Surefire's {@code excludes} takes them; nested classes are always
 *     left out
 * @param groups groups of TestNG, tags or tag expressions of JUnit to run; empty for all
 * @param excludedGroups those to leave out
 */
public record TestSelection(
    List<Path> testClasses,
    List<String> includes,
    List<String> excludes,
    List<String> groups,
    List<String> excludedGroups) {

  /** What Surefire includes when it is not told. */
  public static final List<String> DEFAULT_INCLUDES =
      List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");

  /**
   * All tests of a directory that Surefire would find by itself.
   *
   * @param testClasses the directory
   * @return the selection
   */
  public static TestSelection all(Path testClasses) {
    return new TestSelection(List.of(testClasses), List.of(), List.of(), List.of(), List.of());
  }
}
