package dev.bpfj.kernelvm.select;

import dev.bpfj.kernelvm.NoTestsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the classes that a selection names. */
public final class ClassScanner {
  private final List<ClassPattern> included;
  private final List<ClassPattern> excluded;
  private final List<String> classes = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();

  private ClassScanner(TestSelection selection) {
    List<String> includes =
        selection.includes().isEmpty() ? TestSelection.DEFAULT_INCLUDES : selection.includes();
    included =
        includes.stream().filter(text -> !text.startsWith("!")).map(ClassPattern::of).toList();
    // "!x" among the includes leaves x out, as in Surefire's "test" parameter.
    excluded =
        Stream.concat(
                selection.excludes().stream(),
                includes.stream()
                    .filter(text -> text.startsWith("!"))
                    .map(text -> text.substring(1)))
            .map(ClassPattern::of)
            .toList();
  }

  /**
   * Searches the selection's directories.
   *
   * @param selection what is wanted
   * @return classes and method filters
   * @throws NoTestsException if there are no such classes
   */
  public static Selected scan(TestSelection selection) {
    ClassScanner scanner = new ClassScanner(selection);
    TreeSet<String> paths = new TreeSet<>();
    selection.testClasses().forEach(directory -> paths.addAll(classFiles(directory)));
    paths.forEach(scanner::add);
    if (scanner.classes.isEmpty()) {
      throw new NoTestsException(
          selection.testClasses()
              + ": no test class is selected: classes="
              + paths.size()
              + ", includes="
              + (selection.includes().isEmpty()
                  ? TestSelection.DEFAULT_INCLUDES
                  : selection.includes())
              + ", excludes="
              + selection.excludes());
    }
    return new Selected(List.copyOf(scanner.classes), List.copyOf(scanner.methods));
  }

  /**
   * What was found.
   *
   * @param classes binary names, sorted
   * @param methods {@code class#glob} for the classes of which not all methods are wanted
   */
  public record Selected(List<String> classes, List<String> methods) {}

  private void add(String path) {
    List<ClassPattern> matching =
        included.stream().filter(pattern -> pattern.matches(path)).toList();
    if (matching.isEmpty() || excluded.stream().anyMatch(pattern -> pattern.matches(path))) {
      return;
    }
    String name = path.replace('/', '.');
    classes.add(name);
    if (matching.stream().noneMatch(pattern -> pattern.methods().isEmpty())) {
      matching.forEach(
          pattern -> pattern.methods().forEach(method -> methods.add(name + "#" + method)));
    }
  }

  private static List<String> classFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(path -> path.endsWith(".class") && path.indexOf('$') < 0)
          .map(path -> path.substring(0, path.length() - ".class".length()))
          .filter(path -> !path.endsWith("package-info") && !path.endsWith("module-info"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
