package com.example.opensnoop;

import dev.bpfj.libbpf.error.BpfException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "opensnoop",
    description = "Shows files that are opened.",
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
      names = {"-n", "--name"},
      paramLabel = "TEXT",
      description = "only those of threads with this text in their names")
  private String name = "";

  @Option(
      names = {"-x", "--failed"},
      description = "only those that could not be opened")
  private boolean failed;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    Interrupt interrupt = new Interrupt();
    try (OpenTracer tracer = new OpenTracer(process, failed, this::show)) {
      System.out.println(Opened.HEADER);
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

  private void show(Opened opened) {
    if (opened.command().contains(name)) {
      System.out.println(opened.line());
    }
  }
}
