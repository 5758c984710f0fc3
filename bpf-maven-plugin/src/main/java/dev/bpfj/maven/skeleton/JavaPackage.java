package dev.bpfj.maven.skeleton;

import dev.bpfj.codegen.naming.JavaPackages;
import dev.bpfj.maven.build.InputException;
import javax.lang.model.SourceVersion;

/** Names of Java packages. */
public final class JavaPackage {
  private JavaPackage() {}

  /**
   * Checks a package name that the user configured.
   *
   * @param name the package
   * @return the same
   * @throws InputException if it is not the name of a package
   */
  public static String checked(String name) {
    if (!JavaPackages.isUsable(name)) {
      throw new InputException(
          "bpf.package: not a Java package: value=" + name + "; such as com.example.probes");
    }
    return name;
  }

  /**
   * The default package of a project: its group id, with an underscore for each character that Java
   * does not allow in a name. {@code com.example.my-app} becomes {@code com.example.my_app}.
   *
   * @param groupId the project's group
   * @return a package
   */
  public static String of(String groupId) {
    StringBuilder name = new StringBuilder();
    for (String part : groupId.split("\\.", -1)) {
      name.append(name.isEmpty() ? "" : ".").append(identifier(part));
    }
    return name.toString();
  }

  private static String identifier(String part) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (i == 0 && !Character.isJavaIdentifierStart(c)) {
        name.append('_');
      }
      if (JavaPackages.isPart(c)) {
        name.append(c);
      } else if (i > 0) {
        name.append('_');
      }
    }
    return SourceVersion.isName(name) ? name.toString() : name + "_";
  }
}
