package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.wire.GuestReports;
import java.time.Duration;

/** Receives what a guest reports, and before that the progress of its boot. */
public interface GuestWatcher extends GuestReports {
  /**
   * The guest is still booting; called from time to time.
   *
   * @param time since its start, by the clock
   * @param line the last one on its console, empty if there is none
   */
  void booting(Duration time, String line);
}
