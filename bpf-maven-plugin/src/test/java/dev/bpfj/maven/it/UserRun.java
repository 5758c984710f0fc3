package dev.bpfj.maven.it;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs goals of ours as an ordinary user with nothing on the {@code PATH}, in a directory and with
 * a repository that are this user's own: those of the tests may lie where only root may go.
 */
public final class UserRun implements AutoCloseable {
  private final MavenRun maven;
  private final Path directory;
  private final Path settings;
  private final String plugin;

  /** Makes the directory and fills the repository with what the plugin takes. */
  public UserRun(MavenRun maven, String version) throws IOException, InterruptedException {
    this.maven = maven;
    directory = TestFiles.directory();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    plugin = "dev.bpfj:bpf-maven-plugin:" + version + ":";
    settings = directory.resolve("settings.xml");
    String local = "<url>" + maven.target().resolve("local-repo").toUri() + "</url>";
    Files.writeString(
        settings,
        Files.readString(maven.target().resolve("it/interpolated-settings.xml"))
            .replaceAll("<url>.*</url>", local)
            .replace(
                "<enabled>false</enabled>",
                "<enabled>true</enabled><checksumPolicy>ignore</checksumPolicy>"));
    fill("help");
  }

  /**
   * Runs a goal as the one who runs the tests, who may read the repository that this one is filled
   * from: the user's own runs are offline.
   */
  public void fill(String goal, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-s", settings.toString()));
    all.add("-Dmaven.repo.local=" + directory.resolve("repo"));
    all.add(plugin + goal);
    all.addAll(List.of(arguments));
    MavenRun.Result filled =
        MavenRun.finish(maven.builder(directory, all.toArray(String[]::new)).start());
    if (filled.exit() != 0) {
      throw new AssertionError(String.join("\n", filled.output().lines()));
    }
  }

  /** Where the goals run: with a space in its path. */
  public Path directory() {
    return directory;
  }

  /** The directory, for scripts. */
  public Path getDirectory() {
    return directory;
  }

  /** What the user is called: the owner of what it was given. */
  public String name() throws IOException {
    return Files.getOwner(directory).getName();
  }

  /** Runs a goal. */
  public MavenRun.Result goal(String goal, String... arguments)
      throws IOException, InterruptedException {
    Path home = maven.home();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classworlds(home)));
    command.add("-Dclassworlds.conf=" + home.resolve("bin/m2.conf"));
    command.add("-Dmaven.home=" + home);
    command.add("-Dmaven.multiModuleProjectDirectory=" + directory);
    command.add("-Duser.home=" + directory);
    command.add("org.codehaus.plexus.classworlds.launcher.Launcher");
    command.addAll(List.of("-B", "-o", "-s", settings.toString()));
    command.add("-Dmaven.repo.local=" + directory.resolve("repo"));
    command.add(plugin + goal);
    command.addAll(List.of(arguments));
    return MavenRun.finish(OrdinaryUser.start(directory, Map.of("PATH", ""), command));
  }

  @Override
  public void close() throws IOException {
    TestFiles.delete(directory);
  }

  private static String classworlds(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("boot"))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(Path::toString)
          .findFirst()
          .orElseThrow();
    }
  }
}
