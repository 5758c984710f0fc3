package dev.bpfj.maven.build;

import java.io.IOException;
import java.util.List;

/**
 * What is known of a unit that was built before.
 *
 * @param name the unit
 * @param key what it depended on besides its inputs; empty if it is to be built again in any case
 * @param inputs what it was made from
 * @param outputs what it made
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

  /** The same outputs, still ours to delete, but to be built again. */
  UnitState outdated() {
    return new UnitState(name, "", List.of(), outputs);
  }
}
