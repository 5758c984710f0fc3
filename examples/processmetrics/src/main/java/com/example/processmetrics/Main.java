package com.example.processmetrics;

import dev.bpfj.libbpf.error.BpfException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "processmetrics",
    description = "Serves metrics of processes to Prometheus, until it is ended.",
    mixinStandardHelpOptions = true,
    version = "1.0")
public final class Main implements Callable<Integer> {
  private static final int MAX_PORT = 0xffff;

  @Option(
      names = {"-l", "--listen"},
      paramLabel = "ADDRESS",
      description = "where to listen (this machine alone, if not given); 0.0.0.0 for everywhere")
  private InetAddress address = InetAddress.getLoopbackAddress();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "9435 if not given; 0 for a free one")
  private int port = 9435;

  @Spec private CommandSpec spec;

  /** Runs until it is interrupted. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(spec.commandLine(), "no port: " + port);
    }
    Interrupt interrupt = new Interrupt();
    try (Service service = new Service(new InetSocketAddress(address, port))) {
      System.out.printf("http://%s:%d/metrics%n", host(), service.port());
      interrupt.await();
      return 0;
    } catch (BpfException e) {
      System.err.println(e.getMessage()); // it says what to do
      return 1;
    } catch (IOException e) {
      System.err.printf("%s:%d: %s%n", host(), port, e.getMessage());
      return 1;
    } finally {
      interrupt.done();
    }
  }

  /** As it stands in a URL (RFC 3986). */
  private String host() {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
