package com.example.runqslower;

import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.object.PrintableText;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.function.BooleanSupplier;

/** Shows who waits long for a processor. */
public final class Runqslower {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  // Moved from record to record: reading one makes no garbage.
  private final RunqslowerSkel.Event event = new RunqslowerSkel.Event();
  private final PrintStream out;

  private Runqslower(PrintStream out) {
    this.out = out;
  }

  /**
   * Watches the scheduler.
   *
   * @param minUs the least delay that is shown, in microseconds
   * @param pid the process to watch; 0 for all
   * @param out where it is shown
   * @param running asked now and then whether to go on
   * @return how many delays there were that could not be shown
   */
  public static long run(long minUs, int pid, PrintStream out, BooleanSupplier running) {
    Runqslower tool = new Runqslower(out);
    try (RunqslowerSkel skel = RunqslowerSkel.open()) {
      skel.rodata().minUs(minUs).onlyProcess(pid);
      skel.load();
      skel.attach();
      out.printf("Tracing run queue latency higher than %d us%n", minUs);
      out.printf("%-8s %-16s %-6s %14s%n", "TIME", "COMM", "PID", "LAT(us)");
      try (RingBuffer events = RingBuffer.open(skel.maps().events(), tool::show)) {
        while (running.getAsBoolean()) {
          events.poll(PATIENCE);
        }
      }
      return skel.bss().lost();
    }
  }

  private void show(ByteBuffer buffer, int offset, int length) {
    event.wrap(buffer, offset, length);
    out.printf(
        "%-8s %-16s %-6d %14d%n",
        LocalTime.now().format(TIME),
        PrintableText.of(event.comm().toString()), // its owner chooses it
        event.pid(),
        event.delayUs());
  }
}
