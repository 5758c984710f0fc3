package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.test.KernelVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Runs in guests: what the guest promises, seen from inside. */
public final class PassingCases {
  @DataProvider
  Object[][] mounts() {
    return new Object[][] {
      {"/proc", "proc"},
      {"/sys", "sysfs"},
      {"/dev", "devtmpfs"},
      {"/tmp", "tmpfs"},
      {"/sys/kernel/tracing", "tracefs"},
      {"/sys/fs/bpf", "bpf"},
      {"/sys/fs/cgroup", "cgroup2"},
    };
  }

  @Test(dataProvider = "mounts")
  public void isMounted(String place, String type) throws IOException {
    assertThat(Files.readAllLines(Path.of("/proc/mounts")))
        .anyMatch(line -> line.contains(" " + place + " " + type + " "));
  }

  @Test
  public void loopbackCarriesBytes() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket("localhost", server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(42);
      assertThat(accepted.getInputStream().read()).isEqualTo(42);
    }
  }

  @Test
  public void kernelsOwnConfigurationIsThere() throws IOException {
    Path config = Path.of("/boot/config-" + System.getProperty("os.version"));
    assertThat(Files.readAllLines(config)).contains("CONFIG_BPF_SYSCALL=y");
  }

  @Test
  public void libbpfIsThere() {
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    String file = "lib/" + machine + "-linux-gnu/libbpf.so.1";
    assertThat(List.of(Path.of("/", file), Path.of("/usr", file))).anyMatch(Files::exists);
  }

  @Test
  public void printsIntoTheReport() {
    System.out.println("printed in the guest: <&> \u00e4");
  }

  @Test
  public void namesOfFilesAndArgumentsOfProcessesAreUtf8() throws Exception {
    Path file = Files.createFile(Path.of("/tmp/\u00e4 \u65e5"));
    try {
      Process echo = new ProcessBuilder("echo", "-n", file.toString()).start();
      byte[] said = echo.getInputStream().readAllBytes();
      assertThat(echo.waitFor()).isZero();
      assertThat(new String(said, StandardCharsets.UTF_8)).isEqualTo(file.toString());
      try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
        assertThat(files).contains(file);
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test(groups = "slow")
  public void belongsToGroupSlow() {
    assertThat(KernelVersion.running()).isGreaterThanOrEqualTo(KernelVersion.of("5.10"));
  }

  @Test
  public void wantsAKernelNewerThan5() {
    if (KernelVersion.running().major() < 6) {
      throw new SkipException("requires kernel 6.0: a version that begins with 6");
    }
  }

  @Test
  public void wantsHardwareThatNoGuestHas() {
    throw new SkipException("requires hardware: a teapot");
  }
}
