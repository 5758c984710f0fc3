package dev.bpfj.selftests.howto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.HowtoFunctionSkel;
import dev.bpfj.selftests.harness.Trigger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.testng.annotations.Test;

/** The how-tos that take functions and types of the kernel, which not every machine permits. */
@Test(groups = "vm")
public final class HowToTracingTest {

  public void aFunctionOfTheKernelIsWatchedByWhatTheKernelHas() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        HowtoFunctionSkel skel = HowtoFunctionSkel.open()) {
      Connections.watch(skel);
      int port = server.getLocalPort();
      Trigger.hits(() -> skel.bss().connections(port), () -> connect(server));
      assertThat(skel.bss().connections(port)).isEqualTo(1);
    }
  }

  private static void connect(ServerSocket server) {
    try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      server.accept().close();
      assertThat(client.isConnected()).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public void processesAreListed() throws IOException {
    assertThat(Processes.list())
        .anyMatch(line -> line.startsWith(ProcessHandle.current().pid() + " "));
  }
}
