package dev.bpfj.maven.build;

import java.io.IOException;
import java.util.List;

/**
 * The saved state of a unit that was built before.
 *
 * @param name the unit
 * @param key what it depended on besides its inputs; empty if it must be rebuilt in any case
 * @param inputs its input files
 * @param outputs its output files
 */
record UnitState(String name, String key, List<Input> inputs, List<OutputStamp> outputs) {

  boolean isCurrent(String wantedKey, Digests digests) throws IOException {
    if (!key.equals(wantedKey)) {
      return false;
    }
    for (OutputStamp output : outputs) {
      if (!output.isCurrent()) {
        return false;
      }
    }
    for (Input input : inputs) {
      if (!input.isCurrent(digests)) {
        return false;
      }
    }
    return true;
  }

  /** The same outputs, which may still be deleted, marked to be rebuilt. */
  UnitState outdated() {
    return new UnitState(name, "", List.of(), outputs);
  }
}
