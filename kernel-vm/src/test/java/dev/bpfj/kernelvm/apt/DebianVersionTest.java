package dev.bpfj.kernelvm.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.util.List;
import org.testng.annotations.Test;

public final class DebianVersionTest {
  private static final List<String> VERSIONS =
      List.of(
          "1.0",
          "1.0~rc1",
          "1.0~~",
          "1.0-1",
          "1.0-1.1",
          "1.0-10",
          "1.0-9",
          "1:0.1",
          "5.10.223-1",
          "5.10.99-1",
          "6.12.107-1",
          "6.12.94-1~bpo12+1",
          "6.12.94-1",
          "6.12.090-1",
          "7.3.4-1~bpo13+1",
          "7.3~rc4-1~exp1",
          "1:1.4.6-1~bpo12+1",
          "1:1.1.2-0+deb12u1",
          "1.0a",
          "1.0+b",
          "1.a.0",
          "1.0-a-1",
          "0");

  @Test
  public void ordersAsDpkgDoes() {
    var dpkg = new Tool("dpkg", "dpkg").find();
    for (String a : VERSIONS) {
      for (String b : VERSIONS) {
        boolean older = new DebianVersion(a).compareTo(new DebianVersion(b)) < 0;
        boolean said = Command.of(dpkg, "--compare-versions", a, "lt", b).run().ok();
        assertThat(older).as("'%s' older than '%s'", a, b).isEqualTo(said);
      }
    }
  }
}
