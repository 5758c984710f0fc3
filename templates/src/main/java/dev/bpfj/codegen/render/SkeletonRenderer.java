package dev.bpfj.codegen.render;

import dev.bpfj.codegen.model.SkeletonModel;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/** Prints models with the templates beside this package. Thread-safe. */
public final class SkeletonRenderer {
  private static final String TEMPLATES = "/dev/bpfj/codegen/templates/";

  private final Template template;

  /**
   * Makes a renderer.
   *
   * @param overrides a folder of templates that replace those of the same name
   */
  public SkeletonRenderer(Optional<Path> overrides) {
    VelocityEngine engine = new VelocityEngine(settings(overrides));
    engine.init();
    this.template = engine.getTemplate("skeleton.vm");
  }

  private static Properties settings(Optional<Path> overrides) {
    Properties settings = new Properties();
    // Without strict mode a misspelt reference is printed into the Java file.
    settings.setProperty("runtime.strict_mode.enable", "true");
    settings.setProperty("resource.loaders", overrides.isPresent() ? "file,class" : "class");
    overrides.ifPresent(
        folder -> {
          settings.setProperty("resource.loader.file.path", folder.toString());
          settings.setProperty("resource.loader.file.cache", "true");
        });
    settings.setProperty("resource.loader.class.class", TemplateLoader.class.getName());
    settings.setProperty("resource.loader.class.path", TEMPLATES);
    settings.setProperty("resource.loader.class.cache", "true");
    settings.setProperty("resource.manager.class", Templates.class.getName());
    settings.setProperty("resource.default_encoding", "UTF-8");
    settings.setProperty("parser.space_gobbling", "lines");
    // SecureUberspector converts no arguments of methods, and the handler is slow to load.
    settings.setProperty("introspector.conversion_handler.class", "none");
    settings.setProperty(
        "introspector.uberspect.class", "org.apache.velocity.util.introspection.SecureUberspector");
    return settings;
  }

  /**
   * Prints a skeleton.
   *
   * @param model the skeleton
   * @return its source
   */
  public String render(SkeletonModel model) {
    VelocityContext context = new VelocityContext();
    context.put("skel", model);
    StringWriter text = new StringWriter();
    template.merge(context, text);
    return text.toString();
  }
}
