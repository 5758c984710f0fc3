package com.example.tcpconnect;

import dev.bpfj.libbpf.error.BpfException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "tcpconnect",
    description = "Shows TCP connections that processes open, and whether it worked.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "only those of this process")
  private int process;

  @Option(
      names = {"-x", "--failed"},
      description = "only those that did not work")
  private boolean failed;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    Interrupt interrupt = new Interrupt();
    try (ConnectTracer tracer = new ConnectTracer(process, this::show)) {
      System.out.println(Connection.HEADER);
      while (!interrupt.requested()) {
        tracer.poll(PATIENCE);
      }
      if (tracer.lost() > 0) {
        System.err.println("not shown, since there were too many at once: " + tracer.lost());
      }
      return 0;
    } catch (BpfException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }

  private void show(Connection connection) {
    if (!failed || connection.result() < 0) {
      System.out.println(connection.line());
    }
  }
}
