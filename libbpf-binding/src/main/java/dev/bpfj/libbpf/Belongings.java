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

  /** Closes all, the last made first. One failure, whatever it is, must not keep the rest open. */
  void closeAll() {
    List<AutoCloseable> reversed = new ArrayList<>(things);
    Collections.reverse(reversed);
    for (AutoCloseable thing : reversed) {
      try {
        thing.close();
      } catch (Exception | Error e) {
        LOGGER.log(Level.WARNING, thing + ": could not be closed with its owner", e);
      }
    }
  }
}
