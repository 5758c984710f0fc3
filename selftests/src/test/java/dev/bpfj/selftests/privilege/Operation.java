package dev.bpfj.selftests.privilege;

import java.util.Set;
import java.util.function.Supplier;

/**
 * An operation, and the capabilities that it needs.
 *
 * @param name as the site's page has it
 * @param needs all that it needs, for a process of root's
 * @param ofNobody what a process of somebody else's needs beyond that, to read root's files
 * @param preparation gives what is tried with few privileges, having done with all privileges what
 *     comes before it
 */
record Operation(
    String name, Set<Capability> needs, Set<Capability> ofNobody, Supplier<Attempt> preparation) {

  /** What is tried, and what is closed afterwards. */
  record Attempt(Runnable action, Runnable cleanup) {}

  static Operation of(String name, Set<Capability> needs, Runnable action) {
    return new Operation(name, needs, Set.of(), () -> new Attempt(action, () -> {}));
  }
}
