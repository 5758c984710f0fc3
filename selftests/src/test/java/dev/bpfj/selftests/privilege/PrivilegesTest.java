package dev.bpfj.selftests.privilege;

import static dev.bpfj.selftests.privilege.Capability.CAP_BPF;
import static dev.bpfj.selftests.privilege.Capability.CAP_NET_ADMIN;
import static dev.bpfj.selftests.privilege.Capability.CAP_PERFMON;
import static dev.bpfj.selftests.privilege.Capability.CAP_SYS_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.selftests.harness.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Which capabilities each operation needs: it is done with these alone, and refused without each of
 * them, with advice on it. The site's page has the table, and {@link KernelRules} what differs
 * among kernels.
 */
@Test(
    groups = {"host", "vm"},
    singleThreaded = true)
public final class PrivilegesTest {
  private static final Path KPROBES = Path.of("/sys/bus/event_source/devices/kprobe");
  private static final Path TRACEPOINTS = Path.of("/sys/kernel/tracing/events/syscalls");
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final Pattern ADVICE =
      Pattern.compile("this process lacks ((?:, |CAP_\\w+)+)|give it (CAP_DAC_READ_SEARCH)");

  private final KernelRules found = KernelRules.running(Operations.isUsdtOneLink());

  /**
   * libbpf asks the kernel for its features with the privileges of who needs them first, and
   * remembers the answers for the process; it raises the memory limit once, too.
   */
  @BeforeClass(alwaysRun = true)
  public void letLibbpfAskForFeatures() {
    for (Operation operation : Operations.all()) {
      if (whyNotHere(operation).isEmpty()) {
        Operation.Attempt attempt = operation.preparation().get();
        try {
          attempt.action().run();
        } finally {
          attempt.cleanup().run();
        }
      }
    }
  }

  @AfterClass(alwaysRun = true)
  public void restoreTheSetting() {
    found.apply();
  }

  /** In guests at several values of the setting. */
  @DataProvider
  public Object[][] operations() {
    return Operations.all().stream()
        .flatMap(
            operation ->
                levels(operation)
                    .map(
                        kernel ->
                            new Object[] {
                              operation.name() + " at " + kernel.perfEventParanoid(),
                              operation,
                              kernel
                            }))
        .toArray(Object[][]::new);
  }

  private Stream<KernelRules> levels(Operation operation) {
    return Kernel.isGuest() && found.distinguish(operation)
        ? KernelRules.LEVELS.stream().map(found::at)
        : Stream.of(found);
  }

  private static String whyNotHere(Operation operation) {
    if (!Files.exists(KPROBES) && operation.name().contains("`Kprobe")
        || !Files.exists(TRACEPOINTS) && operation.name().contains("`Tracepoint`")) {
      return "this kernel has none";
    }
    return Kernel.isAtLeast(operation.since())
        ? ""
        : "requires kernel " + operation.since() + ": " + operation.name();
  }

  private static void prepare(Operation operation, KernelRules kernel) {
    String why = whyNotHere(operation);
    if (!why.isEmpty()) {
      throw new SkipException(why);
    }
    kernel.apply();
  }

  @Test(dataProvider = "operations")
  public void anOperationIsDoneWithWhatItNeedsAlone(
      String name, Operation operation, KernelRules kernel) throws Exception {
    prepare(operation, kernel);
    operation.attempt(operation.needs(kernel, true), true);
    operation.attempt(operation.needs(kernel, false), false);
  }

  @Test(dataProvider = "operations")
  public void anAdministratorNeedsNoOthersButThatOfNetworks(
      String name, Operation operation, KernelRules kernel) throws Exception {
    prepare(operation, kernel);
    Set<Capability> has = operation.needs(kernel, true);
    has.removeAll(Set.of(CAP_BPF, CAP_PERFMON));
    has.add(CAP_SYS_ADMIN);
    if (operation.name().startsWith(Operations.LOAD_FOR_NETWORKS)) {
      has.remove(CAP_NET_ADMIN);
    }
    operation.attempt(has, true);
  }

  /** Whoever follows the advice has in the end what the table says, and nothing more. */
  @Test(dataProvider = "operations")
  public void adviceOnARefusalIsWhatTheOperationNeeds(
      String name, Operation operation, KernelRules kernel) throws Exception {
    prepare(operation, kernel);
    for (boolean hasRootsFiles : List.of(true, false)) {
      Set<Capability> needs = operation.needs(kernel, hasRootsFiles);
      follow(operation, kernel, Set.of(), hasRootsFiles);
      for (Capability missing : needs) {
        EnumSet<Capability> rest = EnumSet.copyOf(needs);
        rest.remove(missing);
        follow(operation, kernel, rest, hasRootsFiles);
      }
    }
  }

  /** Whoever traces programs has CAP_PERFMON, and is told what that is not enough for. */
  @Test(dataProvider = "operations")
  public void adviceIsRightForWhoTraces(String name, Operation operation, KernelRules kernel)
      throws Exception {
    prepare(operation, kernel);
    Set<Capability> needs = operation.needs(kernel, true);
    if (needs.equals(Set.of(CAP_SYS_ADMIN))) {
      BpfException refusal = refusal(operation, Set.of(CAP_BPF, CAP_PERFMON), true);
      assertThat(firstLine(refusal)).contains("this process lacks CAP_SYS_ADMIN");
      boolean dependsOnSetting =
          operation.needs(kernel.at(KernelRules.USUAL), true).contains(CAP_PERFMON);
      assertThat(firstLine(refusal).contains("set that to 2: kernel.perf_event_paranoid="))
          .isEqualTo(dependsOnSetting && !isOldUprobe(operation, kernel, needs));
    }
  }

  /** Its entries need no more than others', so it is not for want of that. */
  public void whoMayChangeEntriesIsToldOfAFrozenMap() throws Exception {
    OpenOptions options = OpenOptions.defaults().kconfig("CONFIG_BPFJ_NUMBER=77");
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(options)) {
      BpfObjectMap map = skel.object().map("seen");
      map.freeze();
      ThreadPrivileges.with(
          found.call(),
          true,
          () ->
              assertThatExceptionOfType(BpfException.class)
                  .isThrownBy(() -> map.entries().update(new byte[4], new byte[4], 0))
                  .withMessageEndingWith(
                      "; the map is frozen, or was made read-only for user space"));
    }
  }

  private static void follow(
      Operation operation, KernelRules kernel, Set<Capability> start, boolean hasRootsFiles)
      throws Exception {
    Set<Capability> needs = operation.needs(kernel, hasRootsFiles);
    EnumSet<Capability> has = EnumSet.noneOf(Capability.class);
    has.addAll(start);
    while (!has.containsAll(needs) && !isOldUprobe(operation, kernel, has)) {
      BpfException refusal = refusal(operation, has, hasRootsFiles);
      assertThat(refusal.errno()).as(firstLine(refusal)).isIn(EPERM, EACCES);
      Set<Capability> advised = advised(refusal);
      assertThat(has.addAll(advised)).as(firstLine(refusal)).isTrue();
    }
    operation.attempt(has, hasRootsFiles);
    if (!isOldUprobe(operation, kernel, has)) {
      assertThat(withoutImplied(has))
          .as("%s from %s", operation.name(), start)
          .isEqualTo(withoutImplied(needs));
    }
  }

  private static Set<Capability> withoutImplied(Set<Capability> capabilities) {
    EnumSet<Capability> rest = EnumSet.noneOf(Capability.class);
    rest.addAll(capabilities);
    if (rest.contains(CAP_SYS_ADMIN)) {
      rest.removeAll(Set.of(CAP_BPF, CAP_PERFMON));
    }
    return rest;
  }

  /** The advice does not know how old a kernel is, and names what is enough in all. */
  private static boolean isOldUprobe(Operation operation, KernelRules kernel, Set<Capability> has) {
    boolean isUprobe = operation.name().contains("`Uprobe`") || operation.name().contains("`Usdt`");
    return isUprobe && !kernel.areUprobesForAdministrators() && has.contains(CAP_SYS_ADMIN);
  }

  private static BpfException refusal(
      Operation operation, Set<Capability> has, boolean hasRootsFiles) {
    BpfException refusal =
        catchThrowableOfType(BpfException.class, () -> operation.attempt(has, hasRootsFiles));
    assertThat(refusal).as("%s with %s", operation.name(), has).isNotNull();
    return refusal;
  }

  private static String firstLine(BpfException refusal) {
    return refusal.getMessage().lines().findFirst().orElseThrow();
  }

  private static Set<Capability> advised(BpfException refusal) {
    Matcher advice = ADVICE.matcher(firstLine(refusal));
    assertThat(advice.find()).as(firstLine(refusal)).isTrue();
    EnumSet<Capability> advised = EnumSet.noneOf(Capability.class);
    String names = advice.group(1) == null ? advice.group(2) : advice.group(1);
    Arrays.stream(names.split(", ")).map(Capability::valueOf).forEach(advised::add);
    return advised;
  }
}
