package com.example.xdpfilter;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.XdpMode;
import dev.bpfj.libbpf.map.codec.IpPrefix;
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
    name = "xdpfilter",
    description =
        "Drops packets that a device receives from some addresses, until it is interrupted.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "such as eth0")
  private String device;

  @Parameters(
      index = "1..*",
      arity = "1..1024",
      paramLabel = "PREFIX",
      description = "such as 192.0.2.0/24, 2001:db8::/32, 198.51.100.7")
  private List<IpPrefix> prefixes;

  @Option(
      names = {"-m", "--mode"},
      paramLabel = "MODE",
      description = "where XDP runs: ${COMPLETION-CANDIDATES}; by default where the driver can")
  private XdpMode mode = XdpMode.DEFAULT;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      description = "time between two reports (1 if not given)")
  private int interval = 1;

  @Spec private CommandSpec spec;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.registerConverter(IpPrefix.class, Main::prefix);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (interval < 1) {
      throw new ParameterException(spec.commandLine(), "--interval is at least 1: " + interval);
    }
    Interrupt interrupt = new Interrupt();
    try (Filter filter = new Filter(prefixes)) {
      filter.attach(device, mode);
      System.out.println(Count.HEADER);
      List<Count> reported = List.of();
      boolean isLast;
      do {
        isLast = interrupt.requestedWithin(Duration.ofSeconds(interval));
        List<Count> counts = filter.counts();
        if (!counts.equals(reported)) {
          counts.forEach(count -> System.out.println(count.line()));
          reported = counts;
        }
      } while (!isLast);
      return 0;
    } catch (BpfException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } finally {
      interrupt.done();
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
