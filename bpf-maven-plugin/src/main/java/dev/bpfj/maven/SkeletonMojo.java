package dev.bpfj.maven;

import dev.bpfj.codegen.SkeletonGenerator;
import dev.bpfj.codegen.SkeletonRequest;
import dev.bpfj.codegen.SourceFile;
import dev.bpfj.object.BpfObjectFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Makes Java skeletons of BPF objects. */
@Mojo(name = "skeleton", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class SkeletonMojo extends AbstractMojo {

  /** The folder of the objects. */
  @Parameter(property = "bpf.objects", defaultValue = "${project.build.directory}/bpf")
  private File objects = new File("");

  /** The root of the generated sources. */
  @Parameter(
      property = "bpf.outputDirectory",
      defaultValue = "${project.build.directory}/generated-sources/bpf")
  private File outputDirectory = new File("");

  /** The package of the skeletons. */
  @Parameter(property = "bpf.package", defaultValue = "${project.groupId}")
  private String packageName = "";

  @Parameter(defaultValue = "${project}", readonly = true)
  private @Nullable MavenProject project;

  /** Makes the goal. */
  public SkeletonMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    Path resources =
        new File(outputDirectory.getParentFile(), "../generated-resources/bpf")
            .toPath()
            .normalize();
    SkeletonGenerator generator = new SkeletonGenerator();
    try (Stream<Path> files = Files.walk(objects.toPath())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bpf.o")).sorted().toList()) {
        generate(generator, file, resources);
      }
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
    if (project != null) {
      project.addCompileSourceRoot(outputDirectory.toString());
      Resource resource = new Resource();
      resource.setDirectory(resources.toString());
      project.addResource(resource);
    }
  }

  private void generate(SkeletonGenerator generator, Path file, Path resources) throws IOException {
    String name = file.getFileName().toString().replaceAll("\\.bpf\\.o$", "");
    List<SourceFile> sources =
        generator.generate(BpfObjectFile.read(file), new SkeletonRequest(packageName, name));
    for (SourceFile source : sources) {
      Path target = outputDirectory.toPath().resolve(source.path());
      Files.createDirectories(target.getParent());
      Files.writeString(target, source.content());
    }
    Path copy = resources.resolve(packageName.replace('.', '/')).resolve(name + ".bpf.o");
    Files.createDirectories(copy.getParent());
    Files.write(copy, Files.readAllBytes(file));
  }
}
