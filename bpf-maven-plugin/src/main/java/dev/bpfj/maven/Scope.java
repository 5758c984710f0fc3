package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import java.nio.file.Path;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Resource;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What a goal works for: the project's own code, or its tests. Each has its usual places. */
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

  /** The scope that the user named, else the one of the phase that the goal is bound to. */
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

  /** The programs in C and the objects that come compiled, below the project's directory. */
  Path programs(Context context) {
    return context.baseDirectory().resolve(programs);
  }

  /** The objects that {@code bpf:compile} makes. */
  Path objects(Context context) {
    return context.buildDirectory().resolve(objects);
  }

  /** The header that {@code bpf:compile} makes for programs that have none. */
  Path headers(Context context) {
    return context.buildDirectory().resolve(headers);
  }

  /** The skeletons. */
  Path generatedSources(Context context) {
    return context.buildDirectory().resolve(generatedSources);
  }

  /** The copies of the objects. */
  Path generatedResources(Context context) {
    return context.buildDirectory().resolve(generatedResources);
  }

  /** Makes generated files part of the project. */
  final void add(MavenProject project, Path sources, Path resources) {
    Resource resource = new Resource();
    resource.setDirectory(resources.toString());
    // The directory may hold the sources too; and filtering would break an object.
    resource.addInclude("**/*.bpf.o");
    resource.setFiltering(false);
    add(project, sources, resource);
  }

  /** Whether what is worked for has a dependency. */
  final boolean has(Dependency dependency) {
    return this == TEST || !"test".equals(dependency.getScope());
  }

  /** Where Maven copies resources to. */
  abstract Path classes(MavenProject project);

  abstract void add(MavenProject project, Path sources, Resource resource);
}
