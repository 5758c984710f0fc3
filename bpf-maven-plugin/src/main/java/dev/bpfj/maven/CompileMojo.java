package dev.bpfj.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Compiles BPF programs written in C. */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMojo {

  /** The compiler. */
  @Parameter(property = "bpf.clang", defaultValue = "clang")
  private String clang = "clang";

  /** The folder of the sources. */
  @Parameter(property = "bpf.sourceDirectory", defaultValue = "${project.basedir}/src/main/bpf")
  private File sourceDirectory = new File("");

  /** The folder of the objects. */
  @Parameter(property = "bpf.objectDirectory", defaultValue = "${project.build.directory}/bpf")
  private File objectDirectory = new File("");

  /** Makes the goal. */
  public CompileMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path sources = sourceDirectory.toPath();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path source : files.filter(f -> f.toString().endsWith(".bpf.c")).sorted().toList()) {
        compile(source, sources);
      }
    } catch (IOException | InterruptedException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private void compile(Path source, Path root)
      throws IOException, InterruptedException, MojoFailureException {
    String relative = root.relativize(source).toString();
    Path object = objectDirectory.toPath().resolve(relative.replaceAll("\\.c$", ".o"));
    Files.createDirectories(object.getParent());
    List<String> command =
        List.of(
            clang,
            "-g",
            "-O2",
            "-target",
            "bpf",
            "-I/usr/include/x86_64-linux-gnu",
            "-c",
            source.toString(),
            "-o",
            object.toString());
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new MojoFailureException(source + ": clang ended with " + exit);
    }
  }
}
