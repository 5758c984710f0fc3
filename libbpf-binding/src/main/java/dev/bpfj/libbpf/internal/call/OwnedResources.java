package dev.bpfj.libbpf.internal.call;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was made from an object or a map and is closed before it: links, ring buffers. Not
 * thread-safe: callers have the owner's lock.
 */
public final class OwnedResources {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final Set<AutoCloseable> resources = new LinkedHashSet<>();

  public void add(AutoCloseable resource) {
    resources.add(resource);
  }

  public void remove(AutoCloseable resource) {
    resources.remove(resource);
  }

  /** Those of a class, the last made first. */
  public <T extends AutoCloseable> List<T> newestFirst(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (AutoCloseable resource : resources) {
      if (type.isInstance(resource)) {
        found.add(type.cast(resource));
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** Closes all, the last made first. One failure, whatever it is, must not keep the rest open. */
  public void closeAll() {
    for (AutoCloseable resource : newestFirst(AutoCloseable.class)) {
      try {
        resource.close();
      } catch (Exception | Error e) {
        LOGGER.log(Level.WARNING, resource + ": could not be closed with its owner", e);
      }
    }
  }
}
