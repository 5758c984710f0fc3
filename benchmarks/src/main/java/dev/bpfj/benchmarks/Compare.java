package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.Pairs;
import dev.bpfj.benchmarks.turns.TurnsProfiler;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the benchmarks of two builds in turns of 100 ms, and new processes that attach programs one
 * after the other: one line each with the second build's time by the first one's.
 */
public final class Compare {
  private static final List<String> BUILDS = List.of("before", "after");
  private static final int SILENCE_SECONDS = 300;
  private static final int END_SECONDS = 10;

  private final List<String> classPaths;
  private final Path peer;
  private final int pairs;
  private final Machine machine = new Machine();

  private Compare(List<String> classPaths, Path peer, int pairs) {
    this.classPaths = classPaths;
    this.peer = peer;
    this.pairs = pairs;
  }

  /**
   * Compares them.
   *
   * @param args both class paths, the library of C functions, how many pairs, and a regular
   *     expression of benchmarks' names
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    String profiler = File.pathSeparator + copyOfProfiler(Path.of(args[2]).resolveSibling("turns"));
    Compare compare =
        new Compare(
            List.of(args[0] + profiler, args[1] + profiler),
            Path.of(args[2]),
            Integer.parseInt(args[3]));
    compare.firstAttach();
    compare.benchmarks(args[4]);
  }

  /** For the other build, which may lack the profiler; its benchmarks are its own. */
  private static Path copyOfProfiler(Path classes) throws IOException, URISyntaxException {
    String name = TurnsProfiler.class.getName().replace('.', '/') + ".class";
    Path source =
        Path.of(TurnsProfiler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = classes.resolve(name);
    Files.createDirectories(target.resolveSibling(""));
    Files.copy(source.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
    return classes;
  }

  private void firstAttach() throws IOException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    int count = Math.max(3, pairs / 4);
    for (int i = 0; i < count; i++) {
      double[] times = new double[2];
      for (int build : order(i)) {
        long start = System.nanoTime();
        await(java(build, "dev.bpfj.benchmarks.FirstAttach", "attach"));
        times[build] = System.nanoTime() - start;
      }
      ratios.add(times[1] / times[0]);
    }
    System.out.println("FirstAttach: " + new Pairs(ratios, 0));
  }

  private void benchmarks(String include) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1000); // milliseconds
      List<Process> processes = new ArrayList<>();
      for (int build = 0; build < 2; build++) {
        processes.add(jmh(build, include, server.getLocalPort()));
      }
      try {
        boolean more = true;
        while (more) {
          more = oneBenchmark(server, processes);
        }
      } finally {
        processes.forEach(Process::destroy);
      }
      for (Process process : processes) {
        process.waitFor();
      }
    }
  }

  /** The two JVMs that JMH forks for a benchmark, until they end. */
  private boolean oneBenchmark(ServerSocket server, List<Process> processes) throws IOException {
    List<Socket> jvms = new ArrayList<>();
    try {
      while (jvms.size() < 2) {
        Optional<Socket> jvm = accept(server, processes);
        if (jvm.isEmpty()) {
          return false; // that was the last one
        }
        jvms.add(in(jvm.get()).readUTF().equals(BUILDS.get(0)) ? 0 : jvms.size(), jvm.get());
      }
      turns(jvms);
      return true;
    } finally {
      for (Socket jvm : jvms) {
        jvm.close();
      }
    }
  }

  private static Optional<Socket> accept(ServerSocket server, List<Process> processes)
      throws IOException {
    int alone = 0; // for how long one build's JMH runs and the other's has ended
    for (int i = 0; i < SILENCE_SECONDS; i++) {
      try {
        return Optional.of(server.accept());
      } catch (SocketTimeoutException e) {
        if (processes.stream().anyMatch(Compare::hasFailed)) {
          throw new IOException("JMH failed");
        }
        if (processes.stream().noneMatch(Process::isAlive)) {
          return Optional.empty();
        }
        alone += processes.stream().allMatch(Process::isAlive) ? 0 : 1;
        if (alone > END_SECONDS) {
          throw new IOException("one build has more benchmarks than the other");
        }
      }
    }
    throw new IOException("no benchmark began: seconds=" + SILENCE_SECONDS);
  }

  private static boolean hasFailed(Process process) {
    return !process.isAlive() && process.exitValue() != 0;
  }

  private void turns(List<Socket> jvms) throws IOException {
    List<Double> ratios = new ArrayList<>();
    String name = "";
    machine.wasStolen();
    for (int i = 0; i < pairs; i++) {
      double[] times = new double[2];
      boolean undisturbed = machine.isAtSpeed();
      for (int build : order(i)) {
        Socket jvm = jvms.get(build);
        String asked = in(jvm).readUTF();
        if (!name.isEmpty() && !asked.equals(name)) {
          throw new IOException("the builds have different benchmarks: " + name + ", " + asked);
        }
        name = asked;
        jvm.getOutputStream().write(1);
        times[build] = in(jvm).readDouble();
      }
      boolean stolen = machine.wasStolen(); // asked for each pair
      if (undisturbed && machine.isAtSpeed() && !stolen) {
        ratios.add(times[1] / times[0]);
      }
    }
    System.out.println(name + ": " + new Pairs(ratios, pairs - ratios.size()));
  }

  private static DataInputStream in(Socket socket) throws IOException {
    return new DataInputStream(socket.getInputStream());
  }

  private static int[] order(int pair) {
    return new int[] {pair % 2, 1 - pair % 2};
  }

  private Process jmh(int build, String include, int port) throws IOException {
    String forked =
        "-Dpeer="
            + peer
            + " -D"
            + TurnsProfiler.PORT
            + "="
            + port
            + " -D"
            + TurnsProfiler.BUILD
            + "="
            + BUILDS.get(build)
            + " "
            + String.join(" ", Jvm.arguments());
    ProcessBuilder command =
        java(
            build,
            "-Djmh.ignoreLock=true", // two of them run on purpose
            "org.openjdk.jmh.Main",
            include,
            "-prof",
            TurnsProfiler.class.getName(),
            "-jvmArgsAppend",
            forked,
            "-f",
            "1",
            "-wi",
            "4",
            "-w",
            "700ms",
            "-i",
            Integer.toString(pairs),
            "-r",
            "100ms",
            "-bm",
            "avgt",
            "-tu",
            "ns",
            "-foe",
            "true",
            "-v",
            "SILENT");
    return command.inheritIO().start();
  }

  private ProcessBuilder java(int build, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Jvm.arguments("-cp", classPaths.get(build))));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static void await(ProcessBuilder command) throws IOException, InterruptedException {
    int status = command.inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command.command()) + ": ended with " + status);
    }
  }
}
