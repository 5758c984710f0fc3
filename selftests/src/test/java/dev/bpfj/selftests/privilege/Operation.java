package dev.bpfj.selftests.privilege;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation, and the capabilities that it needs.
 *
 * @param name as the site's page has it
 * @param since the kernel that has it
 * @param needs all that it needs, for a process of root's
 * @param ofNobody what a process of somebody else's needs beyond that, to read root's files
 * @param preparation gives what is tried with few privileges, having done with all privileges what
 *     comes before it
 */
record Operation(
    String name,
    String since,
    Function<KernelRules, Set<Capability>> needs,
    Set<Capability> ofNobody,
    Supplier<Attempt> preparation) {
  private static final String OLDEST = "5.10";

  /** What is tried, and what is closed afterwards. */
  record Attempt(Runnable action, Runnable cleanup) {}

  static Operation of(
      String name, Function<KernelRules, Set<Capability>> needs, Supplier<Attempt> preparation) {
    return new Operation(name, OLDEST, needs, Set.of(), preparation);
  }

  static Operation of(String name, Set<Capability> needs, Runnable action) {
    return of(name, kernel -> needs, () -> new Attempt(action, () -> {}));
  }

  Operation since(String kernel) {
    return new Operation(name, kernel, needs, ofNobody, preparation);
  }

  Operation ofNobody(Capability capability) {
    return new Operation(name, since, needs, Set.of(capability), preparation);
  }

  /** What a process needs that has root's files, or has not. */
  Set<Capability> needs(KernelRules kernel, boolean hasRootsFiles) {
    EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(needs.apply(kernel));
    if (!hasRootsFiles) {
      all.addAll(ofNobody);
    }
    return all;
  }

  /** Does it with few privileges. */
  void attempt(Set<Capability> has, boolean hasRootsFiles) throws Exception {
    Attempt attempt = preparation.get();
    try {
      ThreadPrivileges.with(has, hasRootsFiles, attempt.action()::run);
    } finally {
      attempt.cleanup().run();
    }
  }
}
