package dev.bpfj.release;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;

/** The projects of this checkout, as Maven sees them. */
final class Reactor {
  static final Path ROOT = Path.of("..");

  private Reactor() {}

  /** The parent and its modules, with what they inherit. */
  static List<Model> projects() {
    List<Model> projects = new ArrayList<>();
    Model parent = effective(ROOT.resolve("pom.xml"));
    projects.add(parent);
    for (String module : parent.getModules()) {
      projects.add(effective(ROOT.resolve(module).resolve("pom.xml")));
    }
    return projects;
  }

  /** Those that a release deploys. */
  static List<Model> deployed() {
    return projects().stream()
        .filter(model -> !model.getProperties().getProperty("maven.deploy.skip", "").equals("true"))
        .toList();
  }

  /** The version of all. */
  static String version() {
    return effective(ROOT.resolve("pom.xml")).getVersion();
  }

  private static Model effective(Path pom) {
    DefaultModelBuildingRequest request = new DefaultModelBuildingRequest();
    request.setPomFile(pom.toAbsolutePath().normalize().toFile());
    request.setSystemProperties(System.getProperties());
    request.setModelResolver(new Checkout());
    try {
      return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    } catch (ModelBuildingException e) {
      throw new AssertionError(e);
    }
  }

  /** Resolves POMs that others import: those of this checkout. */
  private static final class Checkout implements ModelResolver {
    @Override
    public ModelSource2 resolveModel(String groupId, String artifactId, String version)
        throws UnresolvableModelException {
      File pom = ROOT.resolve(artifactId).resolve("pom.xml").toFile();
      if (!groupId.equals("dev.bpfj") || !pom.isFile()) {
        throw new UnresolvableModelException(
            "not of this checkout", groupId, artifactId, version, null);
      }
      return new FileModelSource(pom);
    }

    @Override
    public ModelSource2 resolveModel(Parent parent) throws UnresolvableModelException {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource2 resolveModel(Dependency dependency) throws UnresolvableModelException {
      return resolveModel(
          dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {}

    @Override
    public void addRepository(Repository repository, boolean replace) {}

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }

  /** The files of this checkout with an ending, without what builds made. */
  static List<Path> files(String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    collect(ROOT, ending, found);
    return found;
  }

  private static void collect(Path directory, String ending, List<Path> found) throws IOException {
    try (var entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (Files.isDirectory(entry) && !name.equals("target") && !name.equals(".git")) {
          collect(entry, ending, found);
        } else if (name.endsWith(ending)) {
          found.add(entry);
        }
      }
    }
  }
}
