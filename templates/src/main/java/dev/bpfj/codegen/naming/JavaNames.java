package dev.bpfj.codegen.naming;

/** C names as Java names. */
public final class JavaNames {
  private JavaNames() {}

  /**
   * A C name in Java's spelling for methods: {@code min_us} becomes {@code minUs}.
   *
   * @param name the name in C
   * @return the name in Java
   */
  public static String camelCase(String name) {
    StringBuilder result = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '.') {
        upper = result.length() > 0;
      } else {
        result.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return result.toString();
  }

  /**
   * A C name in Java's spelling for classes: {@code test_skeleton} becomes {@code TestSkeleton}.
   *
   * @param name the name in C
   * @return the name in Java
   */
  public static String pascalCase(String name) {
    String camel = camelCase(name);
    return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
  }
}
