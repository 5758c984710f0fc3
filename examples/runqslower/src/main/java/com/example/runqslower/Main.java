package com.example.runqslower;

import dev.bpfj.libbpf.error.BpfException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "runqslower",
    description = "Shows who waits long for a processor.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  private static final Logger LIBBPF = Logger.getLogger("dev.bpfj.libbpf");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MIN_US",
      description = "the least delay that is shown, in microseconds (10000 if not given)")
  private long minUs = 10_000;

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "only the threads of this process")
  private int pid;

  @Option(
      names = {"-v", "--verbose"},
      description = "libbpf's own messages, too")
  private boolean verbose;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (minUs < 0 || pid < 0) {
      throw new ParameterException(spec.commandLine(), "MIN_US and PID cannot be negative");
    }
    if (verbose) {
      LIBBPF.setLevel(Level.ALL);
      LIBBPF.addHandler(new EveryMessage());
    }
    Interrupt interrupt = new Interrupt();
    try {
      long lost = Runqslower.run(minUs, pid, System.out, () -> !interrupt.requested());
      if (lost > 0) {
        System.err.println("not shown, since there were too many at once: " + lost);
      }
      return 0;
    } catch (BpfException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }
}
