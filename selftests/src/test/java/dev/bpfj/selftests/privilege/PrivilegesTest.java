package dev.bpfj.selftests.privilege;

import static dev.bpfj.selftests.privilege.Capability.CAP_BPF;
import static dev.bpfj.selftests.privilege.Capability.CAP_DAC_READ_SEARCH;
import static dev.bpfj.selftests.privilege.Capability.CAP_PERFMON;
import static dev.bpfj.selftests.privilege.Capability.CAP_SYS_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.selftests.harness.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.testng.SkipException;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Which capabilities each operation needs: it is done with these alone, and refused without each of
 * them, with advice on it. The site's page has the table.
 */
@Test(groups = "host", singleThreaded = true)
public final class PrivilegesTest {
  private static final Path PAGE = Path.of("../src/site/markdown/privileges.md");
  private static final Path KPROBES = Path.of("/sys/bus/event_source/devices/kprobe");
  private static final Path TRACEPOINTS = Path.of("/sys/kernel/tracing/events/syscalls");
  private static final int EPERM = 1;
  private static final int EACCES = 13;

  @BeforeClass(alwaysRun = true)
  public void raiseTheMemoryLimit() {
    // libbpf does so at the first map of the process, if that has the privilege
    MapHandle.create(MapSpec.of(MapType.ARRAY, 4, 4, 1)).close();
  }

  @DataProvider
  public Object[][] operations() {
    return Operations.all().stream()
        .map(operation -> new Object[] {operation.name(), operation})
        .toArray(Object[][]::new);
  }

  /** Whoever attaches a program can load one. */
  private static Set<Capability> with(Set<Capability> needs) {
    EnumSet<Capability> all = EnumSet.of(CAP_BPF);
    all.addAll(needs);
    return all;
  }

  private static void attempt(Operation operation, Set<Capability> has, boolean hasRootsFiles)
      throws Exception {
    Operation.Attempt attempt = operation.preparation().get();
    try {
      ThreadPrivileges.with(has, hasRootsFiles, attempt.action()::run);
    } finally {
      attempt.cleanup().run();
    }
  }

  private static void requireKernel(Operation operation) {
    if (!Files.exists(KPROBES) && operation.name().contains("`Kprobe`")
        || !Files.exists(TRACEPOINTS) && operation.name().contains("`Tracepoint`")) {
      throw new SkipException("this kernel has none");
    }
  }

  @Test(dataProvider = "operations")
  public void anOperationIsDoneWithWhatItNeedsAlone(String name, Operation operation)
      throws Exception {
    requireKernel(operation);
    attempt(operation, with(operation.needs()), true);
    EnumSet<Capability> ofNobody = EnumSet.copyOf(with(operation.needs()));
    ofNobody.addAll(operation.ofNobody());
    attempt(operation, ofNobody, false);
  }

  @Test(dataProvider = "operations")
  public void anOperationIsRefusedWithoutAnyOfWhatItNeeds(String name, Operation operation) {
    requireKernel(operation);
    for (Capability missing : operation.needs()) {
      EnumSet<Capability> rest = EnumSet.copyOf(with(operation.needs()));
      rest.remove(missing);
      assertRefused(operation, rest, true, "this process lacks " + missing);
    }
    if (operation.ofNobody().contains(CAP_DAC_READ_SEARCH)) {
      String advice =
          "only root may read /sys/kernel/tracing; run it as root, give it CAP_DAC_READ";
      assertRefused(operation, with(operation.needs()), false, advice);
    }
  }

  /** Stable kernels from the summer of 2025 on have it too, but not their oldest releases. */
  @Test(dataProvider = "operations")
  public void tracingProcessesTakesAnAdministratorInNewKernels(String name, Operation operation) {
    boolean isOfProcesses = name.contains("`Uprobe`") || name.contains("`Usdt`");
    if (isOfProcesses && !operation.needs().isEmpty() && Kernel.isAtLeast("6.17")) {
      assertRefused(
          operation, Set.of(CAP_BPF, CAP_PERFMON), true, "this process lacks " + CAP_SYS_ADMIN);
    }
  }

  private static void assertRefused(
      Operation operation, Set<Capability> has, boolean hasRootsFiles, String advice) {
    assertThatExceptionOfType(BpfException.class)
        .as("%s with %s", operation.name(), has)
        .isThrownBy(() -> attempt(operation, has, hasRootsFiles))
        .satisfies(e -> assertThat(e.errno()).isIn(EPERM, EACCES))
        .withMessageContaining(advice);
  }

  @Test(groups = "host")
  public void theSitesPageHasTheTable() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            Operations.all().stream().map(PrivilegesTest::row).collect(Collectors.joining("\n")));
  }

  private static String row(Operation operation) {
    if (operation.name().contains("`Usdt`")) {
      return "| " + operation.name() + " | `CAP_SYS_ADMIN`; nothing more as one link (see below) |";
    }
    String needs = names(operation.needs());
    return "| "
        + operation.name()
        + " | "
        + (needs.isEmpty() ? "nothing more" : needs)
        + (operation.ofNobody().isEmpty() ? "" : "; as another user " + names(operation.ofNobody()))
        + " |";
  }

  private static String names(Set<Capability> capabilities) {
    List<Capability> order =
        Arrays.stream(Capability.values())
            .sorted(Comparator.reverseOrder())
            .filter(capabilities::contains)
            .toList();
    return order.stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
  }
}
