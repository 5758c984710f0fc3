package com.example.gctrace;

import com.example.gctrace.Jvm.NoJvmException;
import dev.bpfj.libbpf.error.BpfException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@Command(
    name = "gctrace",
    description = "Shows the garbage collections and pauses of a JVM until it ends.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final double MILLI_PER_NANO = 1e-6;

  @Parameters(paramLabel = "PID", description = "the JVM's process")
  private long pid;

  @Option(
      names = {"-m", "--min"},
      paramLabel = "MS",
      description = "only what takes at least so many milliseconds")
  private double min;

  /** Runs until it is interrupted, or the JVM ends. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    Interrupt interrupt = new Interrupt();
    try (GcTracer tracer = new GcTracer(pid, this::show)) {
      System.out.println(GcEvent.HEADER);
      while (!interrupt.requested() && ProcessHandle.of(pid).isPresent()) {
        tracer.poll(PATIENCE);
      }
      if (tracer.lost() > 0) {
        System.err.println("not shown, since there were too many at once: " + tracer.lost());
      }
      return 0;
    } catch (BpfException | NoJvmException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }

  private void show(GcEvent event) {
    if (event.length().toNanos() * MILLI_PER_NANO >= min) {
      System.out.println(event.line(LocalTime.now()));
    }
  }
}
