package dev.bpfj.maven.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.kernel.KernelList;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.inspect.Format;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What bash and zsh make of the script, of this plugin's own descriptor. */
public final class ScriptTest extends WithDirectory {
  private static final String COORDINATES = "dev.bpfj:bpf-maven-plugin:1.0:";

  @BeforeMethod
  public void writeScripts() throws IOException {
    for (Shell shell : Shell.values()) {
      Files.writeString(
          root.resolve("mvn." + shell.title()), new Script(Descriptor.goals()).text(shell, "1.0"));
    }
    Files.createDirectories(root.resolve("objects"));
    Files.writeString(root.resolve("other.bpf.o"), "");
  }

  @DataProvider
  public static Object[][] completed() {
    return new Object[][] {
      {"a goal", "mvn -q bpf:insp", "inspect"},
      {"the prefix", "mvn bp", goals("bpf:")},
      {"goals", "mvn bpf:", goals("")},
      {"a goal by the plugin's coordinates", "mvn " + COORDINATES + "doc", "doctor"},
      {"a property of the goal", "mvn bpf:inspect -Dbpf.fo", "-Dbpf.format="},
      {"a property of any goal", "mvn verify -Dbpf.kernelTest.cp", "-Dbpf.kernelTest.cpus="},
      {"no property of another goal", "mvn bpf:inspect -Dbpf.clan", ""},
      {"values", "mvn bpf:inspect -Dbpf.format=", "text json html"},
      {"a value", "mvn bpf:inspect -Dbpf.format=j", "json"},
      {"a truth value", "mvn verify -Dbpf.skip=", "true false"},
      {"a value of a list", "mvn bpf:compile -Dbpf.targets=x86_64,arm6", "x86_64,arm64"},
      {"a file", "mvn bpf:inspect -Dbpf.objects=ot", "other.bpf.o"},
      {"a file of a list", "mvn bpf:inspect -Dbpf.objects=x,ob", "x,objects"},
      {"a file beside values", "mvn bpf:compile -Dbpf.clang=ot", "other.bpf.o"},
      {"a value beside files", "mvn bpf:compile -Dbpf.clang=bu", "bundled"},
      {
        "a number with a point",
        "mvn bpf:kernel-test -Dbpf.kernelTest.kernels=6.1,6.12,7",
        "6.1,6.12,7.3"
      },
      {"nothing of others", "mvn -Dother=bpf", ""},
    };
  }

  @Test(dataProvider = "completed")
  public void bashCompletes(String what, String line, String expected)
      throws IOException, InterruptedException {
    String script =
        """
        . ./mvn.bash
        COMP_LINE=$1 COMP_POINT=${#1}
        _bpf_mvn mvn
        echo "${COMPREPLY[*]}"
        """;
    assertThat(run(List.of("bash", "-c", script, "bash", line)))
        .as(what)
        .isEqualTo(expected + "\n");
  }

  @Test
  public void aFileNameWithABlankIsOneCandidate() throws IOException, InterruptedException {
    Files.createDirectories(root.resolve("blank"));
    Files.writeString(root.resolve("blank/my file.bpf.o"), "");
    String script =
        """
        . ./mvn.bash
        COMP_LINE='mvn bpf:* -Dbpf.objects=blank/' COMP_POINT=31
        _bpf_mvn mvn
        printf '<%s>' "${COMPREPLY[@]}"
        """;
    assertThat(run(List.of("bash", "-c", script))).isEqualTo("<blank/my file.bpf.o>");
  }

  @DataProvider
  public static Object[][] shells() {
    return new Object[][] {{"bash", "bash --noprofile --norc -i"}, {"zsh", "zsh -f -i"}};
  }

  @Test(dataProvider = "shells")
  public void keysTypedIntoAShellBecomeACommand(String shell, String command)
      throws IOException, InterruptedException {
    String keys =
        """
        mvn bpf:insp\t -Dbpf.form\tj\t -Dbpf.objects=ot\t
        mvn bpf:compile -Dbpf.clang=bun\t -Dbpf.tar\tx86_64,arm6\t
        mvn %sinsp\t -Dbpf.skip=t\t
        """;
    assertThat(typed(shell, command, keys.formatted(COORDINATES)))
        .containsExactly(
            "bpf:inspect",
            "-Dbpf.format=json",
            "-Dbpf.objects=other.bpf.o",
            "bpf:compile",
            "-Dbpf.clang=bundled",
            "-Dbpf.targets=x86_64,arm64",
            COORDINATES + "inspect",
            "-Dbpf.skip=true");
  }

  @Test
  public void zshOffersWhatCanFollow() throws IOException, InterruptedException {
    // All of it becomes part of the command, where zsh would else show a list.
    String keys =
        """
        zstyle ':completion:*' completer _all_matches _complete; zstyle ':completion:*' insert yes
        mvn bpf:\t
        mvn bpf:inspect -Dbpf.format=\t
        mvn bpf:compile -Dbpf.clang=\t
        mvn bpf:completion -Dbpf.\t
        """;
    List<String> expected = new ArrayList<>(List.of(goals("bpf:").split(" ")));
    expected.add("bpf:inspect");
    List.of("text", "json", "html").forEach(value -> expected.add("-Dbpf.format=" + value));
    expected.add("bpf:compile");
    List.of("bundled", "mvn.bash", "mvn.zsh", "objects", "other.bpf.o")
        .forEach(value -> expected.add("-Dbpf.clang=" + value));
    expected.add("bpf:completion");
    List.of("completionFile", "shell", "skip").forEach(name -> expected.add("-Dbpf." + name + "="));
    assertThat(typed("zsh", "zsh -f -i", keys)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What a shell at a terminal makes of keys: the words of each mvn command. */
  private List<String> typed(String shell, String command, String keys)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .directory(root.toFile())
            .redirectErrorStream(true);
    // Neither the user's history nor the user's keys; zsh's own notes go here too.
    builder.environment().put("HISTFILE", "/dev/null");
    builder.environment().put("INPUTRC", "/dev/null");
    builder.environment().put("ZDOTDIR", root.toString());
    Process terminal = builder.start();
    String load = ". ./mvn." + shell + "; mvn() { echo; for word; do echo \"<<$word>>\"; done; }\n";
    terminal.getOutputStream().write((load + keys + "exit\n").getBytes(StandardCharsets.UTF_8));
    terminal.getOutputStream().flush();
    String output = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    terminal.waitFor();
    return output
        .lines()
        .filter(line -> line.matches("<<.*>>"))
        .map(line -> line.substring(2, line.length() - 2))
        .toList();
  }

  @Test
  public void whatCompletedMavenBeforeStillDoes() throws IOException, InterruptedException {
    String script =
        """
        before() { COMPREPLY=(verify); }
        complete -F before mvn
        . ./mvn.bash
        . ./mvn.bash
        COMP_LINE='mvn ver' COMP_POINT=7
        _bpf_mvn mvn ver mvn
        echo "${COMPREPLY[*]}"
        """;
    assertThat(run(List.of("bash", "-c", script))).isEqualTo("verify\n");
  }

  @Test
  public void valuesAreThoseThatGoalsAccept() throws IOException {
    assertThat(values("inspect", "bpf.format"))
        .isEqualTo(
            Arrays.stream(Format.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList());
    for (String goal : List.of("compile", "skeleton", "vmlinux")) {
      assertThatThrownBy(() -> TargetArch.named(List.of("none")))
          .hasMessageContaining(
              "expected=" + String.join(", ", values(goal, "bpf.targets")) + ", or what");
    }
    assertThat(values("completion", "bpf.shell"))
        .isEqualTo(Arrays.stream(Shell.values()).map(Shell::title).toList());
    assertThat(values("compile", "bpf.scope")).containsExactly("main", "test");
    assertThat(values("compile", "bpf.clang")).containsExactly("bundled");
    assertThat(values("doctor", "bpf.clang")).containsExactly("bundled");
    for (List<String> kernels :
        List.of(
            values("kernel-test", "bpf.kernelTest.kernels"),
            values("compile", "bpf.vmlinux.kernel"))) {
      assertThat(kernels).isEqualTo(List.copyOf(KernelList.ours().names()));
    }
    assertThat(values("compile", "bpf.cpu")).containsExactly("v1", "v2", "v3", "v4");
    assertThat(values("kernel-test", "bpf.kernelTest.architecture"))
        .containsExactly("x86_64", "aarch64");
  }

  @Test
  public void everyGoalAndEveryPropertyIsThere() throws IOException {
    assertThat(Descriptor.goals().stream().map(Goal::name))
        .contains("compile", "completion", "doctor", "help", "inspect", "kernel-test", "skeleton");
    assertThat(Descriptor.goals()).allSatisfy(goal -> assertThat(goal.properties()).isNotEmpty());
  }

  @Test
  public void theShellIsTheUsersUnlessNamed() {
    assertThat(Shell.of(null, "/usr/bin/zsh")).isEqualTo(Shell.ZSH);
    assertThat(Shell.of(null, null)).isEqualTo(Shell.BASH);
    assertThat(Shell.of("bash", "/usr/bin/zsh")).isEqualTo(Shell.BASH);
    assertThatThrownBy(() -> Shell.of("fish", null))
        .isInstanceOf(InputException.class)
        .hasMessage("bpf.shell: no such shell: value=fish, expected=bash or zsh");
  }

  private static List<String> values(String goal, String property) throws IOException {
    return Descriptor.goals().stream()
        .filter(candidate -> candidate.name().equals(goal))
        .flatMap(candidate -> candidate.properties().stream())
        .filter(candidate -> candidate.name().equals(property))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private static String goals(String prefix) {
    try {
      return String.join(
          " ", Descriptor.goals().stream().map(goal -> prefix + goal.name()).toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
