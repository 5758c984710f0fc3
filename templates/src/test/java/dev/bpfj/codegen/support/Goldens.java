package dev.bpfj.codegen.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Expected texts, in files. {@code -Dgoldens.update=true} rewrites those that differ and fails, so
 * that nobody takes a run that changed them for a test that passed.
 */
public final class Goldens {
  private static final Path FOLDER = Path.of("src/test/resources/dev/bpfj/codegen");

  private Goldens() {}

  /** The lines of a file. */
  public static List<String> lines(String name) {
    try {
      return Files.readAllLines(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares a text with a file. */
  public static void assertSame(String name, String text) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("goldens.update")) {
        boolean changed = !Files.exists(file) || !Files.readString(file).equals(text);
        Files.writeString(file, text);
        assertThat(changed).as(name + " was rewritten; look at the difference").isFalse();
      }
      assertThat(file).as("run with -Dgoldens.update=true and look at the result").exists();
      assertThat(text).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
