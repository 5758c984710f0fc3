package dev.bpfj.kernelvm.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Homes that cannot be linked; every boot tests one that can. */
public final class JavaRuntimeTest {
  private Path work;
  private Path home;
  private Lines progress;

  @BeforeMethod
  void makeHome() throws IOException {
    work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "java");
    home = work.resolve("home");
    progress = new Lines();
    program("bin/java", "echo java.base@17");
    file("lib/server/libjvm.so", "the JVM");
    file("lib/src.zip", "sources");
    file("etc/net.properties", "x=y");
    Files.createDirectories(home.resolve("conf"));
    Files.createSymbolicLink(
        home.resolve("conf/net.properties"), home.resolve("etc/net.properties"));
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(home.resolve(path).getParent());
    Files.writeString(home.resolve(path), text);
  }

  private void program(String path, String script) throws IOException {
    file(path, "#!/bin/sh\n" + script + "\n");
    assertThat(home.resolve(path).toFile().setExecutable(true)).isTrue();
  }

  private void assertCopied(Path runtime) {
    assertThat(runtime.resolve("bin/java")).isExecutable();
    assertThat(runtime.resolve("lib/server/libjvm.so")).hasContent("the JVM");
    assertThat(runtime.resolve("lib/src.zip")).doesNotExist();
    assertThat(runtime.resolve("conf/net.properties")).isRegularFile().hasContent("x=y");
  }

  @Test
  public void homeWithoutJlinkIsCopied() {
    assertCopied(JavaRuntime.of(home, work.resolve("cache"), progress));
    assertThat(progress.lines()).containsExactly("making a Java run time for guests of " + home);
  }

  @Test
  public void homeThatJlinkRefusesIsCopiedAndSaysWhy() throws IOException {
    program("bin/jlink", "echo 'Error: no jmods here'; exit 1");
    assertCopied(JavaRuntime.of(home, work.resolve("cache"), progress));
    assertThat(progress.lines())
        .endsWith(home + ": jlink cannot link it, it is copied instead: Error: no jmods here");
  }

  @Test
  public void runtimeIsMadeOnceAndAnewWhenTheHomeChanges() throws IOException {
    Path first = JavaRuntime.of(home, work.resolve("cache"), progress);
    assertThat(JavaRuntime.of(home, work.resolve("cache"), progress)).isEqualTo(first);
    assertThat(progress.lines()).hasSize(1);
    file("lib/server/libjvm.so", "another JVM");
    assertThat(JavaRuntime.of(home, work.resolve("cache"), progress)).isNotEqualTo(first);
  }
}
