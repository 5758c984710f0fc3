package dev.bpfj.codegen.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import org.apache.velocity.exception.ResourceNotFoundException;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.loader.ResourceLoader;
import org.apache.velocity.util.ExtProperties;
import org.jspecify.annotations.Nullable;

/**
 * Loads the templates of this library by the names that a user's folder of templates has them
 * under. Velocity's own loader would first search the thread's context class loader, which in Maven
 * is not that of this library.
 */
public final class TemplateLoader extends ResourceLoader {
  private String path = "";

  /** Makes a loader; Velocity does. */
  public TemplateLoader() {}

  @Override
  public void init(ExtProperties configuration) {
    path = configuration.getString("path");
  }

  @Override
  public Reader getResourceReader(String name, String encoding) {
    InputStream in = find(name);
    if (in == null) {
      throw new ResourceNotFoundException("no template of this name: " + name);
    }
    return new InputStreamReader(in, Charset.forName(encoding));
  }

  private @Nullable InputStream find(String name) {
    // In Maven the library's own class loader is asked, and not the parents that a class would ask
    // first: those look through all modules of the JDK for each name.
    if (TemplateLoader.class.getClassLoader() instanceof URLClassLoader loader) {
      URL found = loader.findResource(path.substring(1) + name);
      return found == null ? null : open(found);
    }
    return TemplateLoader.class.getResourceAsStream(path + name);
  }

  private static InputStream open(URL template) {
    try {
      return template.openStream();
    } catch (IOException e) {
      throw new ResourceNotFoundException("not readable: " + template, e);
    }
  }

  @Override
  public boolean resourceExists(String name) {
    try (InputStream in = find(name)) {
      return in != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean isSourceModified(Resource resource) {
    return false;
  }

  @Override
  public long getLastModified(Resource resource) {
    return 0;
  }
}
