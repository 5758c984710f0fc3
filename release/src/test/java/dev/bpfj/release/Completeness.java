package dev.bpfj.release;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Scm;

/** What Maven Central demands of each POM. */
final class Completeness {
  private final Model model;
  private final List<String> missing = new ArrayList<>();

  private Completeness(Model model) {
    this.model = model;
  }

  /** What a POM lacks, with all that it inherits. */
  static List<String> missing(Model model) {
    return new Completeness(model).all();
  }

  private List<String> all() {
    require("name", model.getName());
    require("description", model.getDescription());
    require("url", model.getUrl());
    requireLicences();
    requireDevelopers();
    requireScm();
    return missing;
  }

  private void requireLicences() {
    for (License licence : model.getLicenses()) {
      require("licence's name", licence.getName());
      require("licence's url", licence.getUrl());
    }
    require("licence", model.getLicenses().isEmpty() ? "" : "some");
  }

  private void requireDevelopers() {
    for (Developer developer : model.getDevelopers()) {
      require("developer's name", developer.getName());
      require("developer's url", developer.getUrl());
    }
    require("developer", model.getDevelopers().isEmpty() ? "" : "some");
  }

  private void requireScm() {
    Scm scm = model.getScm() == null ? new Scm() : model.getScm();
    require("scm's url", scm.getUrl());
    require("scm's connection", scm.getConnection());
    require("scm's developerConnection", scm.getDeveloperConnection());
  }

  private void require(String what, String value) {
    // What inheritance appends to an address leads nowhere.
    if (value == null || value.isBlank() || value.endsWith("/" + model.getArtifactId())) {
      missing.add(model.getArtifactId() + ": " + what + ": " + value);
    }
  }
}
