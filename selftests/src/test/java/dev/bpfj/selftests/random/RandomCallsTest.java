package dev.bpfj.selftests.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Every public method is called with any arguments, absurd and hostile ones, by several threads at
 * once. For how long is said by the property {@code randomcalls.seconds}; {@code
 * selftests/long-runs} makes it an hour. A run that fails is repeated with its {@code random.seed}
 * and, if that is enough, {@code -Drandomcalls.threads=1}.
 */
@Test(groups = {"host", "stress"})
public final class RandomCallsTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final int LAST_CALLS = 12;
  private static final int CRASH_LINES = 80;
  private static final int ERROR_LINES = 20;

  public void everyOutcomeIsAValueOrAnAnswer() throws Exception {
    String refusal = Isolated.refusal();
    if (!refusal.isEmpty()) {
      throw new SkipException("no namespaces of its own for this run: " + refusal);
    }
    Path folder = Files.createTempDirectory(TARGET, "random-calls-");
    try (ControlGroups groups = ControlGroups.create("bpfj-" + folder.getFileName())) {
      Isolated isolated = new Isolated(folder, groups);
      int status = isolated.run(RandomCalls.class, arguments(isolated, groups));
      String report = Files.readString(isolated.logs().resolve("stdout"));
      System.out.println(report);
      assertThat(status).as(() -> told(isolated, report)).isZero();
    }
    delete(folder);
  }

  private static List<String> arguments(Isolated isolated, ControlGroups groups) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx256m");
    arguments.add("-XX:MaxDirectMemorySize=256m");
    arguments.add("-D" + RandomCalls.LOGS + "=" + isolated.logs());
    arguments.add("-D" + RandomCalls.FILES + "=" + isolated.files());
    groups.empty().ifPresent(group -> arguments.add("-D" + RandomCalls.CGROUP + "=" + group));
    for (String passed : List.of(RandomCalls.SECONDS, RandomCalls.THREADS, RandomCalls.SEED)) {
      String value = System.getProperty(passed);
      if (value != null) {
        arguments.add("-D" + passed + "=" + value);
      }
    }
    return arguments;
  }

  /** What is left of a run that ended badly. */
  private static String told(Isolated isolated, String report) {
    try {
      Path crash = isolated.logs().resolve("hs_err");
      return String.join(
          "\n",
          report,
          "last calls:",
          String.join("\n", CallLog.read(isolated.logs(), LAST_CALLS)),
          "standard error:",
          tail(isolated.logs().resolve("stderr")),
          Files.exists(crash) ? head(crash) : "no crash report",
          "more in " + isolated.logs());
    } catch (IOException e) {
      return report + "\n" + e;
    }
  }

  private static String head(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return String.join("\n", lines.limit(CRASH_LINES).toList());
    }
  }

  private static String tail(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - ERROR_LINES), lines.size()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
