package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.MinimalSkel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** What works without any privilege, and what the rest says. */
@Test(groups = "host")
public final class OrdinaryUserTest {

  public void opensAndSetsValuesAndIsToldWhatLoadNeeds() throws Exception {
    String out = OrdinaryUser.run(OpenSetLoad.class);
    assertThat(out.lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("Uid: 65534"),
            line -> assertThat(line).isEqualTo("CapEff: 0000000000000000"),
            line -> assertThat(line).isEqualTo("sections: 1 2 5"),
            line ->
                assertThat(line)
                    .startsWith(
                        "object \"minimal\": bpf_object__load: -EPERM (1), Operation not permitted;"
                            + " this process lacks CAP_BPF, CAP_PERFMON; run it as root, or give it"
                            + " CAP_BPF, CAP_PERFMON"));
  }

  public void rootOfAUserNamespaceIsToldThatItsCapabilitiesDoNotCount() throws Exception {
    assertThat(OrdinaryUser.runAsRootOfAUserNamespace(OpenSetLoad.class))
        .contains(
            "-EPERM (1), Operation not permitted; this process is in a user namespace, where"
                + " capabilities, those of its root too, do not count for BPF;");
  }

  static final class OpenSetLoad {
    public static void main(String[] args) throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Uid:") || line.startsWith("CapEff:")) {
          System.out.println(
              String.join(" ", line.split("\\s+")).replaceAll("( 65534)+$", " 65534"));
        }
      }
      try (LifeSectionsSkel skel = LifeSectionsSkel.open()) {
        skel.rodataCustom().inRodataCustom(5);
        System.out.println(
            "sections: "
                + skel.data().inData()
                + " "
                + skel.rodata().inRodata()
                + " "
                + skel.rodataCustom().inRodataCustom());
      }
      try (MinimalSkel skel = MinimalSkel.open()) {
        skel.load();
      } catch (BpfException e) {
        System.out.println(e.getMessage().lines().findFirst().orElseThrow());
      }
    }
  }
}
