package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.testng.annotations.Test;

/** The native code that probes sit on stays where it is. */
@Test(groups = {"host", "vm"})
public final class NativeCodeTest {
  public void anotherRunOfTheTestsKeepsItsFile() throws Exception {
    Path reader = NativeCode.reader();
    Object inode = Files.getAttribute(reader, "unix:ino");
    assertThat(NativeCode.reader()).isEqualTo(reader);
    assertThat(Files.getAttribute(reader, "unix:ino")).isEqualTo(inode);
    assertThat(Files.isExecutable(reader)).isTrue();
  }

  public void aDamagedFileIsReplaced() throws Exception {
    Path reader = NativeCode.reader();
    byte[] whole = Files.readAllBytes(reader);
    Path other = Files.createTempFile(reader.getParent(), "damaged", "");
    Files.write(other, new byte[] {1});
    Files.move(other, reader, StandardCopyOption.ATOMIC_MOVE);
    NativeCode.reader();
    assertThat(Files.readAllBytes(reader)).isEqualTo(whole);
  }
}
