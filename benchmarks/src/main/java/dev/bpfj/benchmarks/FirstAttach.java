package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.LifeSkel;
import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a new process takes until programs are attached and it has ended: a JVM, beside a JVM
 * that does nothing and a C program that attaches the same.
 */
public final class FirstAttach {
  static final String JAVA = "FirstAttach.java";
  static final String NOTHING = "FirstAttach.nothing";
  static final String C = "FirstAttach.c";

  private FirstAttach() {}

  /**
   * The process that is timed.
   *
   * @param args {@code attach}, or nothing
   */
  public static void main(String[] args) {
    if (args.length > 0) {
      try (LifeSkel skel = LifeSkel.openAndLoad()) {
        Checks.all(2, skel.attach().attached().size());
      }
    }
  }

  /** Whether this is the name of a process that is timed here. */
  static boolean isOne(String name) {
    return List.of(JAVA, NOTHING, C).contains(name);
  }

  /** Runs such a process at each turn; a turn's time is all of the process's. */
  static Contestant contestant(String name, List<String> java, Path peer) {
    List<String> command = new ArrayList<>();
    if (name.equals(C)) {
      command.add(peer.resolveSibling("life").toString());
    } else {
      command.addAll(java);
      command.add(FirstAttach.class.getName());
      if (name.equals(JAVA)) {
        command.add("attach");
      }
    }
    return new ProcessContestant(command);
  }
}
