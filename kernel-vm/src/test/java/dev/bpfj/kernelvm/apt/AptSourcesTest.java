package dev.bpfj.kernelvm.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class AptSourcesTest {
  private static final Mirror MIRROR =
      new Mirror("http://mirror.test/debian", Optional.of("/keys/debian.gpg"));

  private static final String DEB822 =
      """
      # Security first: not the archive that has all suites.
      Types: deb
      URIs: http://mirror.test/debian-security
      Suites: bookworm-security
      Components: main

      Enabled: no
      Types: deb
      URIs: http://off.test/debian
      Suites: bookworm
      Components: main

      Types: deb deb-src
      # a comment inside a stanza
      URIs: http://mirror.test/debian
      Suites: bookworm
       bookworm-updates
      Components: main contrib
      signed-by: /keys/debian.gpg
      """;

  @DataProvider
  Object[][] configurations() {
    return new Object[][] {
      {"deb822, in a file of its own", "sources.list.d/debian.sources", DEB822},
      {
        "one line, with options",
        "sources.list",
        """
        # deb http://commented.test/debian bookworm main
        deb-src http://source.test/debian bookworm main
        deb http://mirror.test/debian-security bookworm-security main
        deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.test/debian bookworm main # rest
        """
      },
      {
        "one line, among other people's packages",
        "sources.list.d/z.list",
        """
        deb [signed-by=/keys/other.gpg] http://other.test/apt stable-cloud main
        deb cdrom:[Debian 12]/ bookworm main
        deb [signed-by=/keys/debian.gpg] http://mirror.test/debian trixie-backports main
        """
      },
    };
  }

  @Test(dataProvider = "configurations")
  public void findsTheMirrorThatTheMachineUses(String name, String file, String text)
      throws IOException {
    assertThat(AptSources.mirror(etc(file, text))).isEqualTo(MIRROR);
  }

  @Test
  public void readsEveryFieldOfAStanza() {
    assertThat(Deb822Sources.parse(DEB822))
        .hasSize(2)
        .element(1)
        .isEqualTo(
            new AptSource(
                List.of("deb", "deb-src"),
                List.of("http://mirror.test/debian"),
                List.of("bookworm", "bookworm-updates"),
                List.of("main", "contrib"),
                Optional.of("/keys/debian.gpg")));
  }

  @Test
  public void keyInsideAStanzaIsNoKeyring() {
    String text =
        "Types: deb\nURIs: http://m.test/debian\nSuites: sid\nComponents: main\nSigned-By:\n"
            + " -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n"
            + " -----END PGP PUBLIC KEY BLOCK-----\n";
    assertThat(Deb822Sources.parse(text).get(0).signedBy()).isEmpty();
  }

  @Test
  public void otherDistributionHasNoMirror() throws IOException {
    Path etc = etc("sources.list", "deb http://archive.test/ubuntu noble main universe\n");
    assertThatThrownBy(() -> AptSources.mirror(etc))
        .isInstanceOf(KernelTestException.class)
        .hasMessage(
            etc
                + ": no mirror of Debian's archive among the sources: suites found=[noble]: name"
                + " one by the parameter 'mirror', or give the kernel as a file");
  }

  private static Path etc(String file, String text) throws IOException {
    Path etc = Files.createTempDirectory(Path.of("target"), "etc");
    Files.createDirectories(etc.resolve(file).getParent());
    Files.writeString(etc.resolve(file), text);
    return etc;
  }
}
