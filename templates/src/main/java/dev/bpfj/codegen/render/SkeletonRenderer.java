package dev.bpfj.codegen.render;

import dev.bpfj.codegen.model.SkeletonModel;
import java.io.StringWriter;
import java.util.Properties;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/** Prints models with the templates beside this package. Safe for use by several threads. */
public final class SkeletonRenderer {
  private static final String TEMPLATES = "dev/bpfj/codegen/";

  private final VelocityEngine engine = new VelocityEngine(settings());

  /** Makes a renderer. */
  public SkeletonRenderer() {
    engine.init();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    // Without strict mode a misspelt reference is printed into the Java file.
    settings.setProperty("runtime.strict_mode.enable", "true");
    settings.setProperty("resource.loaders", "class");
    settings.setProperty(
        "resource.loader.class.class",
        "org.apache.velocity.runtime.resource.loader.ClasspathResourceLoader");
    settings.setProperty("resource.loader.class.cache", "true");
    settings.setProperty("resource.default_encoding", "UTF-8");
    settings.setProperty("parser.space_gobbling", "lines");
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
    engine.getTemplate(TEMPLATES + "skeleton.vm").merge(context, text);
    return text.toString();
  }
}
