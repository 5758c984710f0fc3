package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.hook.ByType;
import dev.bpfj.libbpf.hook.Tc;
import dev.bpfj.libbpf.hook.TcFilter;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachCongestionSkel;
import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import dev.bpfj.selftests.harness.Trigger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** What the kernel keeps attached when a process ends is taken back by a JVM that ends in order. */
@Test(
    groups = {"host", "vm"},
    singleThreaded = true)
public final class EndOfJvmTest {
  private static final Tc FILTER = Tc.ingress("lo").handle(1).priority(1);
  private static final int ENOENT = 2;
  private static final int SIGTERM = 128 + 15;

  /** Attaches within try-with-resources, tells the program's id, and waits to be ended. */
  static final class Filtering {
    public static void main(String[] args) throws IOException {
      try (AttachNetSkel skel = AttachNetSkel.openAndLoad()) {
        skel.progs().classifyFirst().attach(FILTER);
        waitForTheEnd(skel.progs().classifyFirst().info().id());
      }
    }
  }

  /** The same with a control group. */
  static final class OfAGroup {
    public static void main(String[] args) throws IOException {
      try (AttachNetSkel skel = AttachNetSkel.openAndLoad();
          OpenFile group = OpenFile.of(groups().orElseThrow())) {
        ByType egress = ByType.of(group, AttachType.CGROUP_INET_EGRESS);
        skel.progs().countSent().attach(egress.flags(ByType.ALLOW_MULTI));
        waitForTheEnd(skel.progs().countSent().info().id());
      }
    }
  }

  /** The same of functions of the kernel's. */
  static final class Registering {
    public static void main(String[] args) throws IOException {
      try (AttachCongestionSkel skel = AttachCongestionSkel.openAndLoad()) {
        skel.maps().steady().attach();
        waitForTheEnd(0);
      }
    }
  }

  private static void waitForTheEnd(int id) throws IOException {
    System.out.println(id);
    System.in.read();
  }

  private static Optional<Path> groups() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .map(line -> line.split(" "))
        .filter(words -> words[2].equals("cgroup2"))
        .map(words -> Path.of(words[1]))
        .findFirst();
  }

  private static int started(Process child) throws IOException {
    BufferedReader out = child.inputReader();
    return Integer.parseInt(out.readLine());
  }

  /** {@link Process#destroy} closes the pipe that the child reads from too: it might end first. */
  private static void terminate(Process child) {
    assertThat(child.toHandle().destroy()).isTrue();
  }

  public void aFilterGoesWithAJvmThatIsTerminated() {
    Network.inItsOwn(
        () -> {
          Process child = ChildJvm.start(Filtering.class);
          started(child);
          assertThat(TcFilter.find(FILTER)).isPresent();
          terminate(child);
          assertThat(child.waitFor()).isEqualTo(SIGTERM);
          assertThat(TcFilter.find(FILTER)).isEmpty();
        });
  }

  /** As the documentation says. */
  public void aFilterStaysWhenTheJvmIsKilled() {
    Network.inItsOwn(
        () -> {
          Process child = ChildJvm.start(Filtering.class);
          started(child);
          child.destroyForcibly().waitFor();
          assertThat(TcFilter.find(FILTER)).isPresent();
          TcFilter.removeAll(Tc.ingress("lo"));
        });
  }

  public void whatIsAttachedByTypeGoesWithAJvmThatIsTerminated() throws Exception {
    if (groups().isEmpty()) {
      throw new SkipException("this machine has no control groups of version 2");
    }
    Process child = ChildJvm.start(OfAGroup.class);
    int id = started(child);
    ProgramHandle.ofId(id).close();
    terminate(child);
    assertThat(child.waitFor()).isEqualTo(SIGTERM);
    Trigger.untilAsserted(
        () ->
            assertThatExceptionOfType(BpfException.class)
                .isThrownBy(() -> ProgramHandle.ofId(id).close())
                .satisfies(e -> assertThat(e.errno()).isEqualTo(ENOENT)));
  }

  @Test(groups = "vm")
  public void functionsOfTheKernelAreUnregisteredWithAJvmThatIsTerminated() throws Exception {
    Process child = ChildJvm.start(Registering.class);
    started(child);
    assertThat(available()).contains("bpfj_steady");
    terminate(child);
    assertThat(child.waitFor()).isEqualTo(SIGTERM);
    assertThat(available()).isNotEmpty().doesNotContain("bpfj_steady");
  }

  private static List<String> available() throws IOException {
    Path names = Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");
    return List.of(Files.readString(names).trim().split(" "));
  }
}
