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
        "one line, behind other people's packages for the same suites",
        "sources.list",
        """
        deb https://chrome.test/linux/chrome/deb/ stable main
        deb [signed-by=/keys/adoptium.gpg] https://adoptium.test/artifactory/deb bookworm main
        deb [signed-by=/keys/debian.gpg] http://mirror.test/debian stable main
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
    assertThat(AptSources.mirror(etc(file, text), "")).isEqualTo(MIRROR);
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
  public void anArchiveOfAnyNameCountsByTheKeysThatSignIt() throws IOException {
    Path etc =
        etc(
            "sources.list",
            """
            deb https://adoptium.test/artifactory/deb bookworm main
            deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] https://proxy.test/d bookworm main
            """);
    assertThat(AptSources.mirror(etc, "").uri()).isEqualTo("https://proxy.test/d");
  }

  @Test
  public void anArchiveThatOnlyItsSuitesSpeakForIsTakenIfThereIsNoOther() throws IOException {
    Path etc = etc("sources.list", "deb https://proxy.test/artifactory/remote bookworm main\n");
    assertThat(AptSources.mirror(etc, "").uri()).isEqualTo("https://proxy.test/artifactory/remote");
  }

  @DataProvider
  Object[][] ubuntus() {
    return new Object[][] {
      {
        "one line",
        "sources.list",
        """
        deb http://archive.ubuntu.test/ubuntu noble main universe
        deb http://archive.ubuntu.test/ubuntu noble-updates main universe
        deb https://chrome.test/linux/chrome/deb/ stable main
        """
      },
      {
        "deb822",
        "sources.list.d/ubuntu.sources",
        """
        Types: deb
        URIs: http://archive.ubuntu.test/ubuntu/
        Suites: noble noble-updates
        Components: main universe
        Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg

        Types: deb
        URIs: https://chrome.test/linux/chrome/deb/
        Suites: stable
        Components: main
        """
      }
    };
  }

  @Test(dataProvider = "ubuntus")
  public void onUbuntuTheMessageSaysWhatTheCallerLetsOneSet(String name, String file, String text)
      throws IOException {
    Path etc = etc(file, text);
    boolean hasKeys = Files.isReadable(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"));
    assertThatThrownBy(() -> AptSources.mirror(etc, "name one by -Dmirror="))
        .isInstanceOf(KernelTestException.class)
        .hasMessage(
            etc
                + ": no mirror of Debian's archive among the sources: suites found=[noble,"
                + " noble-updates, stable]; name one by -Dmirror="
                + (hasKeys
                    ? ""
                    : "; a mirror needs Debian's keys: apt-get install debian-archive-keyring"));
  }

  @Test
  public void aMissingKeyIsNamedAsAPackage() {
    assertThat(AptSources.advice("W: GPG error: ... NO_PUBKEY 0E98404D386FA1D9"))
        .isEqualTo(": apt has no key for this archive: apt-get install debian-archive-keyring");
    assertThat(AptSources.advice("E: Could not resolve 'mirror.test'")).isEmpty();
  }

  private static Path etc(String file, String text) throws IOException {
    Path etc = Files.createTempDirectory(Path.of("target"), "etc");
    Files.createDirectories(etc.resolve(file).getParent());
    Files.writeString(etc.resolve(file), text);
    return etc;
  }
}
