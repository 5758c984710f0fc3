package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.LifeSkel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The memory of a process that has attached programs and waits: a JVM, and a C program. */
final class Footprint {
  private Footprint() {}

  /**
   * What a process takes, in KiB.
   *
   * @param resident its resident pages
   * @param own those that it shares with nobody
   * @param heap the objects that are live on its heap, 0 without one
   */
  record Kib(long resident, long own, long heap) {}

  /**
   * Attaches, says how many bytes of the heap are live, and waits for the end of its input.
   *
   * @param args {@code attach}, or nothing
   * @throws IOException if there is no input
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      wait(0);
      return;
    }
    try (LifeSkel skel = LifeSkel.openAndLoad()) {
      wait(skel.attach().attached().size());
    }
  }

  private static void wait(int attached) throws IOException {
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    System.out.println(attached + " " + (jvm.totalMemory() - jvm.freeMemory()) / 1024);
    while (System.in.read() >= 0) {
      // until it is closed
    }
  }

  /** Of a JVM that does nothing, of one that has attached, and of the C program. */
  static List<Kib> measure(List<String> java, Path peer) throws IOException {
    List<String> nothing = new ArrayList<>(java);
    nothing.add(Footprint.class.getName());
    List<String> attached = new ArrayList<>(nothing);
    attached.add("attach");
    String c = peer.resolveSibling("life").toString();
    return List.of(of(nothing, 0), of(attached, 2), of(List.of(c, "wait"), 2));
  }

  private static Kib of(List<String> command, int programs) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = process.inputReader()) {
      String[] said = String.valueOf(output.readLine()).split(" ", -1);
      Checks.all(programs, Long.parseLong(said[0]));
      List<String> memory = Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"));
      long own = kib(memory, "Private_Clean:") + kib(memory, "Private_Dirty:");
      return new Kib(kib(memory, "Rss:"), own, Long.parseLong(said[1]));
    } finally {
      process.outputWriter().close();
      process.destroy();
    }
  }

  private static long kib(List<String> memory, String field) {
    return memory.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
