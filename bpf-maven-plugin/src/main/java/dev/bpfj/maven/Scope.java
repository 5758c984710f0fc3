package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import java.nio.file.Path;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Whether a goal runs for the project's main code or its tests, with the default directories of
 * each.
 */
enum Scope {
  MAIN("src/main/bpf", "bpf", "bpf-headers", "generated-sources/bpf", "generated-resources/bpf") {
    @Override
    Path classes(MavenProject project) {
      return Path.of(project.getBuild().getOutputDirectory());
    }

    @Override
    void add(MavenProject project, Path sources, Resource resource) {
      project.addCompileSourceRoot(sources.toString());
      project.addResource(resource);
    }
  },
  TEST(
      "src/test/bpf",
      "test-bpf",
      "test-bpf-headers",
      "generated-test-sources/bpf",
      "generated-test-resources/bpf") {
    @Override
    Path classes(MavenProject project) {
      return Path.of(project.getBuild().getTestOutputDirectory());
    }

    @Override
    void add(MavenProject project, Path sources, Resource resource) {
      project.addTestCompileSourceRoot(sources.toString());
      project.addTestResource(resource);
    }
  };

  private final String programs;
  private final String objects;
  private final String headers;
  private final String generatedSources;
  private final String generatedResources;

  Scope(
      String programs,
      String objects,
      String headers,
      String generatedSources,
      String generatedResources) {
    this.programs = programs;
    this.objects = objects;
    this.headers = headers;
    this.generatedSources = generatedSources;
    this.generatedResources = generatedResources;
  }

  /** The scope that the user configured, else that of the phase that the goal is bound to. */
  static Scope of(@Nullable String name, @Nullable String phase) {
    if (name == null) {
      return phase != null && phase.contains("test") ? TEST : MAIN;
    }
    return switch (name) {
      case "main" -> MAIN;
      case "test" -> TEST;
      default ->
          throw new InputException(
              "bpf.scope: no such scope: value=" + name + ", expected=main or test");
    };
  }

  /** The directory of the C sources and precompiled objects. */
  Path programs(Context context) {
    return context.baseDirectory().resolve(programs);
  }

  /** The directory of the objects that {@code bpf:compile} writes. */
  Path objects(Context context) {
    return context.buildDirectory().resolve(objects);
  }

  /** The directory of the {@code vmlinux.h} that {@code bpf:compile} generates. */
  Path headers(Context context) {
    return context.buildDirectory().resolve(headers);
  }

  /** The directory of the generated skeletons. */
  Path generatedSources(Context context) {
    return context.buildDirectory().resolve(generatedSources);
  }

  /** The directory of the copied objects. */
  Path generatedResources(Context context) {
    return context.buildDirectory().resolve(generatedResources);
  }

  /** Adds generated sources and resources to the project. */
  final void add(MavenProject project, Path sources, Path resources) {
    Resource resource = new Resource();
    resource.setDirectory(resources.toString());
    // The directory may hold the sources too; and filtering would break an object.
    resource.addInclude("**/*.bpf.o");
    resource.setFiltering(false);
    add(project, sources, resource);
  }

  /** Whether a dependency is visible in this scope. */
  final boolean has(Dependency dependency) {
    return this == TEST || !"test".equals(dependency.getScope());
  }

  /** The directory that Maven copies resources to. */
  abstract Path classes(MavenProject project);

  abstract void add(MavenProject project, Path sources, Resource resource);
}
