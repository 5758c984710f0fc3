package dev.bpfj.selftests.privilege;

import static java.util.stream.Collectors.joining;

import dev.bpfj.selftests.privilege.KernelRules.Release;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of the site's page, as the rules have them that the kernels are tried against. */
final class PrivilegesTable {
  private static final Release NEWEST = new Release(7, 3, 4);

  /** The guests' whose rules differ from the newest's. */
  private static final List<Release> OLDER =
      List.of(new Release(6, 1, 176), new Release(5, 10, 223));

  private PrivilegesTable() {}

  /** By kernel. */
  static String ofKernels() {
    return Operations.all().stream().map(PrivilegesTable::row).collect(joining("\n"));
  }

  private static String row(Operation operation) {
    String usual = needs(operation, KernelRules.of(NEWEST, KernelRules.USUAL));
    String others =
        OLDER.stream()
            .filter(kernel -> isIn(operation, kernel))
            .map(kernel -> KernelRules.of(kernel, KernelRules.USUAL))
            .filter(kernel -> !needs(operation, kernel).equals(usual))
            .map(kernel -> kernel.release().nameOfSeries() + ": " + needs(operation, kernel))
            .collect(joining("; "));
    return cells(
        Stream.of(
            operation.name(),
            usual
                + (operation.ofNobody().isEmpty()
                    ? ""
                    : "; as another user " + names(operation.ofNobody())),
            others));
  }

  private static boolean isIn(Operation operation, Release kernel) {
    return kernel.compareTo(Release.of(operation.since() + ".0")) >= 0;
  }

  /** By the setting's value, of operations that ask for what it says. */
  static String ofTheSetting() {
    KernelRules newest = KernelRules.of(NEWEST, KernelRules.USUAL);
    return Operations.all().stream()
        .filter(newest::distinguish)
        .map(
            operation ->
                cells(
                    Stream.concat(
                        Stream.of(operation.name()),
                        KernelRules.LEVELS.stream()
                            .map(level -> needs(operation, newest.at(level))))))
        .collect(joining("\n"));
  }

  private static String cells(Stream<String> cells) {
    return cells.collect(joining(" | ", "| ", " |"));
  }

  private static String needs(Operation operation, KernelRules kernel) {
    Set<Capability> needs = operation.needs(kernel, true);
    return needs.isEmpty() ? "nothing more" : names(needs);
  }

  private static String names(Set<Capability> capabilities) {
    return Arrays.stream(Capability.values())
        .sorted(Comparator.reverseOrder())
        .filter(capabilities::contains)
        .map(capability -> "`" + capability + "`")
        .collect(joining(", "));
  }
}
