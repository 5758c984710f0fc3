package dev.bpfj.kernelvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.qemu.GuestClock.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/** The clock of a process stands still while it waits for a processor. */
public final class ProcessClockTest {
  // Many times what the kernel takes to let each of the processes run once.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<Process> processes = new ArrayList<>();

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  @AfterMethod(alwaysRun = true)
  void end() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    processes.clear();
  }

  @Test
  public void besideBusyLoopsItIsSlow() throws Exception {
    int loops = 4 * Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < loops; i++) {
      start("sh", "-c", "while :; do :; done");
    }
    ProcessClock clock = new ProcessClock(processes.get(0).pid());
    Reading start = clock.read();
    Reading now = start;
    Duration waited = Duration.ZERO;
    // A process that never has to wait would go on until the patience ends.
    while (waited.compareTo(Duration.ofMillis(500)) < 0
        && now.since(start).compareTo(PATIENCE) < 0) {
      Thread.onSpinWait();
      now = clock.read();
      waited = now.since(start).minus(now.runnableSince(start));
    }
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  public void aProcessThatIsGoneNeverWaited() throws Exception {
    Process gone = start("true");
    gone.waitFor();
    Reading reading = new ProcessClock(gone.pid()).read();
    assertThat(reading.waited()).isEmpty();
    assertThat(reading.runnableSince(reading)).isZero();
  }
}
