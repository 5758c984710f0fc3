package dev.bpfj.codegen;

/**
 * A generated Java source file.
 *
 * @param packageName its package, empty for the unnamed one
 * @param className its top-level class
 * @param content its text, lines ended by {@code \n}
 */
public record SourceFile(String packageName, String className, String content) {

  /**
   * Where the file belongs below a source root.
   *
   * @return a path with {@code /}
   */
  public String path() {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    return folder + className + ".java";
  }
}
