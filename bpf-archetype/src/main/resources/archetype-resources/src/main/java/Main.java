package ${package};

import dev.bpfj.libbpf.error.BpfException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "${artifactId}",
    description = "Shows programs that are started.",
    mixinStandardHelpOptions = true,
    version = "${version}")
public final class Main implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Option(names = {"-u", "--user"}, paramLabel = "UID", description = "only those of this user")
  private Long user;

  @Option(names = {"-n", "--count"}, paramLabel = "N", description = "end after so many")
  private long count = Long.MAX_VALUE;

  private long shown;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Interrupt interrupt = new Interrupt();
    OptionalLong wanted = user == null ? OptionalLong.empty() : OptionalLong.of(user);
    try (ExecTracer tracer = new ExecTracer(wanted, this::show)) {
      System.out.printf("%-8s%-8s%-8s%-16s%s%n", "PID", "PARENT", "USER", "COMMAND", "FILE");
      while (shown < count && !interrupt.requested()) {
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

  private void show(Exec exec) {
    if (shown < count) {
      System.out.println(exec.line());
      shown++;
    }
  }
}
