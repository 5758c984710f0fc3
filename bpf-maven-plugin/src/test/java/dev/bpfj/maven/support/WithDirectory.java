package dev.bpfj.maven.support;

import java.io.IOException;
import java.nio.file.Path;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

/** A test whose methods each have a directory of their own. */
public abstract class WithDirectory {
  /** The directory; its path has a space in it. */
  protected Path root = Path.of("");

  /** For tests. */
  protected WithDirectory() {}

  @BeforeMethod
  protected final void makeRoot() throws IOException {
    root = TestFiles.directory();
  }

  @AfterMethod
  protected final void deleteRoot() throws IOException {
    TestFiles.delete(root);
  }
}
