package dev.bpfj.maven.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody who may not read everything. Where the tests run as root that is the user {@code nobody}
 * by its number, which needs no entry in any file; else it is whoever runs the tests.
 */
public final class OrdinaryUser {
  private static final String NOBODY = "65534";

  private OrdinaryUser() {}

  /** Whether the tests run as root. */
  public static boolean isOther() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /** Gives all files below a directory to the user. */
  public static void own(Path directory) throws IOException, InterruptedException {
    if (isOther()) {
      Process chown =
          new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, directory.toString())
              .inheritIO()
              .start();
      if (chown.waitFor() != 0) {
        throw new IOException("chown ended with " + chown.exitValue());
      }
    }
  }

  /** Starts a program as the user, with these environment variables and no others. */
  public static Process start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> whole = new ArrayList<>();
    if (isOther()) {
      // By its path: the environment given may have none.
      whole.add(Files.exists(Path.of("/usr/bin/setpriv")) ? "/usr/bin/setpriv" : "/bin/setpriv");
      whole.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }
}
