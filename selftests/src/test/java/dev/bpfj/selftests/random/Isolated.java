package dev.bpfj.selftests.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main method in a JVM in network, mount, process and IPC namespaces of its own. There it
 * has a BPF file system and a network of its own, sees no other process, and can write to nothing
 * but the run's folder.
 */
final class Isolated {
  private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
  private static final long TICK_MILLIS = 200;

  private static final List<String> UNSHARE =
      List.of(
          "unshare",
          "--net",
          "--mount",
          "--pid",
          "--ipc",
          "--fork",
          "--kill-child",
          "--mount-proc");

  /** Run by sh with the folder and the command; what is mounted goes with the namespace. */
  private static final String SETUP =
      """
      set -eu
      folder=$1
      shift
      mount -t bpf bpf /sys/fs/bpf
      mount --bind "$folder" "$folder"
      mount -t tmpfs -o size=64m tmpfs "$folder/files"
      mount -o remount,bind,ro /
      for names in /sys/kernel/tracing /sys/kernel/debug /sys/kernel/debug/tracing; do
        mount -o remount,bind,ro $names 2>/dev/null || true
      done
      PATH=$PATH:/usr/sbin:/sbin
      ip link set lo up
      # A kernel without pairs of devices has the loopback device.
      if ip link add v0 type veth peer name v1; then
        ip link set v0 up
        ip link set v1 up
      fi
      cd "$folder/files"
      status=0
      "$@" || status=$?
      exit $status
      """;

  private final Path folder;
  private final ControlGroups groups;
  private volatile long lastLine;

  /**
   * Prepares a run.
   *
   * @param folder an empty one; there will be {@code logs} in it, which stay, and {@code files},
   *     which do not
   */
  Isolated(Path folder, ControlGroups groups) throws IOException {
    this.folder = folder;
    this.groups = groups;
    Files.createDirectory(files());
    Files.createDirectory(logs());
  }

  Path files() {
    return folder.resolve("files");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** What this machine answers when asked for such namespaces; empty if it gives them. */
  static String refusal() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(UNSHARE);
    command.add("true");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : text;
  }

  /**
   * Runs it, for as long as it writes a line now and then.
   *
   * @return how it ended: its status, or 128 and the number of the signal that ended it
   */
  int run(Class<?> main, List<String> jvmArguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(main, jvmArguments))
            .redirectError(logs().resolve("stderr").toFile())
            .start();
    lastLine = System.nanoTime();
    Thread guard = new Thread(() -> endWhenSilent(process), "guard of " + main);
    guard.setDaemon(true);
    guard.start();
    StringBuilder out = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastLine = System.nanoTime();
        out.append(line).append('\n');
      }
    } finally {
      process.destroyForcibly(); // of use only when reading failed
    }
    Files.writeString(logs().resolve("stdout"), out);
    return process.waitFor();
  }

  private void endWhenSilent(Process process) {
    try {
      while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - lastLine > SILENCE_NANOS) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private List<String> command(Class<?> main, List<String> jvmArguments) {
    List<String> command = new ArrayList<>();
    // The group is entered first: a process that was not in it would have its memory elsewhere.
    command.addAll(
        List.of("sh", "-euc", "test -z \"$0\" || echo $$ > \"$0/cgroup.procs\"; exec \"$@\""));
    command.add(groups.limited().map(Path::toString).orElse(""));
    command.addAll(UNSHARE);
    command.addAll(List.of("sh", "-c", SETUP, "sh", folder.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Ddev.bpfj.libbpf=" + System.getProperty("dev.bpfj.libbpf", ""));
    command.add("-Djava.io.tmpdir=" + files());
    command.add("-XX:-UsePerfData");
    command.add("-XX:ErrorFile=" + logs().resolve("hs_err"));
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
