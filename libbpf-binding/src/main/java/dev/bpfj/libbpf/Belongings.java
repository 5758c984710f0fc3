package dev.bpfj.libbpf;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was made of an object or a map and closes before it: links, ring buffers. For callers that
 * have the owner's lock.
 */
final class Belongings {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  private final Set<AutoCloseable> things = new LinkedHashSet<>();

  void add(AutoCloseable thing) {
    things.add(thing);
  }

  void remove(AutoCloseable thing) {
    things.remove(thing);
  }

  /** Those of a class, the last made first. */
  <T extends AutoCloseable> List<T> newestFirst(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (AutoCloseable thing : things) {
      if (type.isInstance(thing)) {
        found.add(type.cast(thing));
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** Closes all, the last made first. One failure, whatever it is, must not keep the rest open. */
  void closeAll() {
    for (AutoCloseable thing : newestFirst(AutoCloseable.class)) {
      try {
        thing.close();
      } catch (Exception | Error e) {
        LOGGER.log(Level.WARNING, thing + ": could not be closed with its owner", e);
      }
    }
  }
}
