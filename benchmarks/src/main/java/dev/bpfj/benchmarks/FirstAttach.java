package dev.bpfj.benchmarks;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.benchmarks.progs.LifeSkel;
import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import dev.bpfj.libbpf.internal.call.Jffi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a new process takes until programs are attached and it has ended: a JVM, beside a JVM
 * that does nothing, one that only starts jffi, and a C program that attaches the same.
 */
public final class FirstAttach {
  static final String JAVA = "FirstAttach.java";
  static final String NOTHING = "FirstAttach.nothing";
  static final String JFFI = "FirstAttach.jffi";
  static final String C = "FirstAttach.c";

  private static final String ATTACH = "attach";

  private FirstAttach() {}

  /**
   * The process that is timed.
   *
   * @param args what the process does before it ends: {@code attach}, {@code jffi}, or nothing
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(ATTACH)) {
      try (LifeSkel skel = LifeSkel.openAndLoad()) {
        Checks.all(2, skel.attach().attached().size());
      }
    } else if (args.length > 0) {
      MemoryIO.getInstance();
    }
  }

  /** Whether this is the name of a process that is timed here. */
  static boolean isOne(String name) {
    return List.of(JAVA, NOTHING, JFFI, C).contains(name);
  }

  /** Runs such a process at each turn; a turn's time is all of the process's. */
  static Contestant contestant(String name, List<String> java, Path peer) {
    if (name.equals(C)) {
      return new ProcessContestant(List.of(peer.resolveSibling("life").toString()));
    }
    List<String> command = new ArrayList<>(java);
    if (name.equals(JFFI)) {
      Jffi.memory(); // unpacks its library
      command.add("-Djffi.boot.library.path=" + Path.of(Jffi.file()).getParent());
    }
    command.add(FirstAttach.class.getName());
    if (name.equals(JAVA)) {
      command.add(ATTACH);
    } else if (name.equals(JFFI)) {
      command.add("jffi");
    }
    return new ProcessContestant(command);
  }
}
