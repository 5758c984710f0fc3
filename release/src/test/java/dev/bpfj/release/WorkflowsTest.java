package dev.bpfj.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The workflows that the forge runs are well-formed, and name only what there is. */
public final class WorkflowsTest {
  private static final Pattern SCRIPT =
      Pattern.compile("(?<![\\w/])(\\./)?((scripts/)[\\w-]+|(?<=\\./)\\w+)");

  @DataProvider
  public static Object[][] workflows() throws IOException {
    try (Stream<Path> files = Files.list(Reactor.ROOT.resolve(".github/workflows"))) {
      return files.sorted().map(file -> new Object[] {file}).toArray(Object[][]::new);
    }
  }

  @Test
  public void thereIsOneToTestAndOneToRelease() {
    assertThat(Reactor.ROOT.resolve(".github/workflows"))
        .isDirectoryContaining(file -> file.endsWith("build.yml"))
        .isDirectoryContaining(file -> file.endsWith("release.yml"));
  }

  @Test(dataProvider = "workflows")
  public void eachHasJobsOfStepsOnNamedMachines(Path file) throws IOException {
    Map<?, ?> workflow = map(load(file));
    // YAML 1.1 takes the key "on" for a truth value.
    assertThat(workflow.keySet().stream().map(String::valueOf))
        .contains("name", "true", "permissions", "jobs");
    for (Object job : map(workflow.get("jobs")).values()) {
      assertThat(map(job).keySet().stream().map(String::valueOf))
          .contains("runs-on", "steps", "timeout-minutes");
      for (Map<?, ?> step : steps(job)) {
        assertThat(step.containsKey("uses")).as("%s", step).isNotEqualTo(step.containsKey("run"));
      }
    }
  }

  @Test(dataProvider = "workflows")
  public void eachActionHasAVersion(Path file) throws IOException {
    assertThat(values(file, "uses"))
        .isNotEmpty()
        .allMatch(uses -> uses.matches("[\\w-]+/[\\w-]+@v\\d+"));
  }

  @Test(dataProvider = "workflows")
  public void bashReadsEachScriptAndFindsWhatItStarts(Path file)
      throws IOException, InterruptedException {
    for (String script : values(file, "run")) {
      Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
      bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
      bash.getOutputStream().close();
      assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEmpty();
      assertThat(bash.waitFor()).isZero();
      for (MatchResult started : SCRIPT.matcher(script).results().toList()) {
        assertThat(Reactor.ROOT.resolve(started.group(2))).isExecutable();
      }
    }
  }

  private static Object load(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }

  private static List<String> values(Path file, String key) throws IOException {
    List<String> values = new ArrayList<>();
    for (Object job : map(map(load(file)).get("jobs")).values()) {
      for (Map<?, ?> step : steps(job)) {
        if (step.containsKey(key)) {
          values.add(String.valueOf(step.get(key)));
        }
      }
    }
    return values;
  }

  private static List<? extends Map<?, ?>> steps(Object job) {
    return ((List<?>) map(job).get("steps")).stream().map(step -> (Map<?, ?>) step).toList();
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }
}
