package com.example.egresspolicy;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.IpPrefix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
@Command(
    name = "egresspolicy",
    description =
        "Decides where the processes of a cgroup may connect to, until it is interrupted.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CGROUP", description = "its folder, such as /sys/fs/cgroup/shop")
  private Path cgroup;

  @Option(
      names = {"-a", "--allow"},
      paramLabel = "PREFIX",
      description = "addresses that are permitted, such as 192.0.2.0/24 or 2001:db8::/32")
  private List<IpPrefix> allowed = List.of();

  @Option(
      names = {"-d", "--deny"},
      paramLabel = "PREFIX",
      description = "addresses that are refused; of several prefixes that fit, the longest counts")
  private List<IpPrefix> denied = List.of();

  @Option(
      names = {"--deny-others"},
      description = "refuse addresses that no prefix fits")
  private boolean denyOthers;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.registerConverter(IpPrefix.class, Main::prefix);
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() {
    Rules rules = rules();
    Interrupt interrupt = new Interrupt();
    try (EgressPolicy policy =
        new EgressPolicy(cgroup, rules, refusal -> System.out.println(refusal.line()))) {
      System.out.println(Refusal.HEADER);
      while (!interrupt.requested()) {
        policy.poll(PATIENCE);
      }
      if (policy.lost() > 0) {
        System.err.println("not shown, since there were too many at once: " + policy.lost());
      }
      return 0;
    } catch (BpfException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
    }
  }

  private Rules rules() {
    try {
      return new Rules(allowed, denied, denyOthers);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static IpPrefix prefix(String text) {
    try {
      return IpPrefix.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
