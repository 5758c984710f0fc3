package dev.bpfj.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.test.incase.OfJUnitCases;
import dev.bpfj.test.incase.OfTestNgCases;
import dev.bpfj.test.incase.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What is required is compared with the machine, and both frameworks skip what it lacks. */
public final class RequirementsTest {
  private static final long BPF = 1L << 39;
  private static final long NET_ADMIN = 1L << 12;
  private static final long SYS_ADMIN = 1L << 21;

  @RequiresKernel(value = "5.18", feature = "kprobe.multi")
  private interface ANewKernel {}

  @RequiresCapability({Capability.BPF, Capability.NET_ADMIN})
  private interface Rights {}

  @RequiresHardware(processors = 2)
  private interface TwoProcessors {}

  @RequiresHardware(cycleCounter = true)
  private interface Cycles {}

  @RequiresKernel(value = "newest", feature = "x")
  private interface Misspelled {}

  @RequiresKernel(value = "5.18.1", feature = "x")
  private interface ThreeNumbers {}

  @RequiresKernel(value = "5.18-rc1", feature = "x")
  private interface Candidate {}

  @DataProvider
  static Object[][] machines() {
    return new Object[][] {
      {ANewKernel.class, new Machine("5.17.9", 0, 1, false), "requires kernel 5.18: kprobe.multi"},
      {ANewKernel.class, new Machine("5.2.0", 0, 1, false), "requires kernel 5.18: kprobe.multi"},
      {ANewKernel.class, new Machine("5.18", 0, 1, false), ""},
      {ANewKernel.class, new Machine("6.1.0-32-cloud-amd64", 0, 1, false), ""},
      {TwoProcessors.class, new Machine("6.1", 0, 1, false), "requires hardware: 2 processors"},
      {TwoProcessors.class, new Machine("6.1", 0, 2, false), ""},
      {
        Cycles.class,
        new Machine("6.1", 0, 1, false),
        "requires hardware: a counter of processor cycles"
      },
      {Cycles.class, new Machine("6.1", 0, 1, true), ""},
      {Rights.class, new Machine("6.1", 0, 1, false), lacks("BPF")},
      {Rights.class, new Machine("6.1", BPF, 1, false), lacks("NET_ADMIN")},
      {Rights.class, new Machine("6.1", BPF | NET_ADMIN, 1, false), ""},
      {Rights.class, new Machine("6.1", SYS_ADMIN | NET_ADMIN, 1, false), ""},
      {Object.class, new Machine("6.1", 0, 1, false), ""},
    };
  }

  private static String lacks(String capability) {
    return "requires capability CAP_" + capability + ": run the tests as root";
  }

  @Test(dataProvider = "machines")
  public void whatAMachineLacksIsTold(Class<?> required, Machine machine, String reason) {
    assertThat(Requirements.unmet(required, machine).orElse("")).isEqualTo(reason);
  }

  @DataProvider
  static Object[][] noVersions() {
    return new Object[][] {
      {Misspelled.class, "newest"}, {ThreeNumbers.class, "5.18.1"}, {Candidate.class, "5.18-rc1"},
    };
  }

  @Test(dataProvider = "noVersions")
  public void whatIsNoVersionIsRefused(Class<?> required, String version) {
    Machine machine = new Machine("6.1", 0, 1, false);
    assertThatThrownBy(() -> Requirements.unmet(required, machine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kernel version '" + version + "': not two numbers, such as 6.12");
  }

  @Test
  public void thisMachineIsRead() {
    assertThat(Machine.here().processors()).isPositive();
    assertThat(Machine.here().kernel()).isEqualTo(System.getProperty("os.version"));
  }

  @DataProvider
  static Object[][] eventSources() {
    return new Object[][] {
      {"software/events/cpu-clock", false},
      {"cpu/events/cpu-cycles", true},
      {"cpu_core/events/cpu-cycles", true},
      {"armv8_pmuv3_0/events/cpu_cycles", true},
    };
  }

  @Test(dataProvider = "eventSources")
  public void unitsThatCountCyclesAreFound(String event, boolean expected) throws IOException {
    Path sources = Files.createTempDirectory("event-sources");
    Path file = sources.resolve(event);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(Machine.hasCycles(sources)).isEqualTo(expected);
    assertThat(Machine.hasCycles(sources.resolve("absent"))).isFalse();
  }

  @Test
  public void testngSkipsWithTheReason() {
    assertThat(
            Outcomes.testNg(
                OfTestNgCases.class,
                OfTestNgCases.Whole.class,
                OfTestNgCases.Inheriting.class,
                OfTestNgCases.Wanting.class))
        .containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  public void junitSkipsWithTheReason() {
    assertThat(
            Outcomes.jUnit(
                OfJUnitCases.class,
                OfJUnitCases.Whole.class,
                OfJUnitCases.Inheriting.class,
                OfJUnitCases.Wanting.class))
        .containsExactlyInAnyOrderElementsOf(expected());
  }

  private static List<String> expected() {
    String kernel = "requires kernel 99.1: what none has";
    return List.of(
        "runs ran",
        "wantsANewerKernel " + kernel,
        "wantsMoreProcessors requires hardware: 100000 processors",
        "neverRuns " + kernel,
        "neverRuns " + kernel,
        "neverRuns " + kernel);
  }
}
