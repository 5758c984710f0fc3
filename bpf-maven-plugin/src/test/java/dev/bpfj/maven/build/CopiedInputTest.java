package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Files of which a unit made a copy. */
public final class CopiedInputTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(7);

  private Path root = Path.of("");
  private Path file = Path.of("");
  private Path copy = Path.of("");

  @BeforeMethod
  void makeFiles() throws IOException {
    root = TestFiles.directory();
    file = TestFiles.write(root.resolve("in/a"), "12345");
    copy = TestFiles.write(root.resolve("out/a"), "12345");
  }

  @AfterMethod
  void deleteFiles() throws IOException {
    TestFiles.delete(root);
  }

  /** What happens to the file, and whether it then still is the same. */
  interface Change {
    void to(Path file) throws IOException;
  }

  @DataProvider
  public static Object[][] changes() {
    Change none = file -> {};
    Change touch = file -> Files.setLastModifiedTime(file, FileTime.fromMillis(99));
    Change edit = file -> Files.writeString(file, "1234X");
    Change editSecretly =
        file -> {
          FileTime time = Files.getLastModifiedTime(file);
          Files.writeString(file, "1234X");
          Files.setLastModifiedTime(file, time);
        };
    Change grow = file -> Files.writeString(file, "123456");
    return new Object[][] {
      {"nothing", none, true},
      {"another time", touch, true},
      {"another content", edit, false},
      {"another content under the same time", editSecretly, false},
      {"another size", grow, false},
      {"its end", (Change) Files::delete, false},
    };
  }

  @Test(dataProvider = "changes")
  public void goesByTheContentAfter(String what, Change change, boolean same) throws Exception {
    CopiedInput input = CopiedInput.of(file, copy);
    change.to(file);

    assertThat(input.isCurrent(new Digests())).as(what).isEqualTo(same);
  }

  @Test
  public void readsNothingWhileItsTimesAreTheSame() throws Exception {
    CopiedInput now = CopiedInput.of(file, copy);
    long modified = Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS);
    FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
    CopiedInput settled =
        new CopiedInput(
            file,
            now.size(),
            modified,
            changed.to(java.util.concurrent.TimeUnit.NANOSECONDS),
            root.resolve("no such copy"));

    assertThat(settled.isCurrent(new Digests())).isTrue();
  }

  @Test
  public void doesNotTrustATimeThatTheNextChangeMayHaveToo() throws Exception {
    Files.setLastModifiedTime(file, LONG_AGO);

    // The file itself was written just now, whatever time it claims.
    assertThat(CopiedInput.of(file, copy).modified()).isEqualTo(-1);
  }

  @Test
  public void saysThatAFileIsNotThere() {
    Path missing = root.resolve("missing");

    assertThatThrownBy(() -> CopiedInput.of(missing, copy))
        .isInstanceOf(InputException.class)
        .hasMessage(missing + ": does not exist");
  }
}
