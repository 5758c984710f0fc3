package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.wire.GuestReports;
import java.time.Duration;

/** Told what a guest reports, and how its boot gets on before it can. */
public interface GuestWatcher extends GuestReports {
  /**
   * The guest still boots; told from time to time.
   *
   * @param time since its start, by the clock
   * @param line the last one on its console, empty if there is none
   */
  void booting(Duration time, String line);
}
