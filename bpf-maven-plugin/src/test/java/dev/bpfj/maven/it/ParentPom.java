package dev.bpfj.maven.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code bpf-parent} and {@code bpf-bom} for the invoker's projects. They use the plugin, so that
 * it cannot depend on them, and the invoker does not install them.
 */
public final class ParentPom {
  private ParentPom() {}

  /**
   * Puts them into the repository of the invoker's projects, as a release would have them.
   *
   * @param target the plugin's own {@code target}
   * @param version the plugin's
   */
  public static void install(Path target, String version) throws IOException {
    for (String name : List.of("bpf-bom", "bpf-parent")) {
      Path directory = target.resolve("local-repo/dev/bpfj").resolve(name).resolve(version);
      Files.createDirectories(directory);
      Files.copy(
          target.resolve("../..").resolve(name).resolve("pom.xml"),
          directory.resolve(name + "-" + version + ".pom"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
