package com.example.jvmthreads;

import com.example.jvmthreads.JvmthreadsSkel.Event;
import dev.bpfj.libbpf.hook.Usdt;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells which Java threads start and end in a JVM. */
public final class ThreadTracer implements AutoCloseable {
  private final JvmthreadsSkel skel;
  private final RingBuffer events;

  /** A thread that started or ended. */
  public record ThreadEvent(
      boolean started,
      String name,
      long javaId,
      boolean daemon,
      long pid,
      String process,
      Duration life) {
    @Override
    public String toString() {
      return "%-7s %-30s #%d%s%s"
          .formatted(
              started ? "started" : "ended",
              name,
              javaId,
              daemon ? " daemon" : "",
              life.isZero() ? "" : " after " + life.toMillis() + " ms");
    }
  }

  /**
   * @param skel a loaded one
   */
  public ThreadTracer(JvmthreadsSkel skel, Consumer<ThreadEvent> consumer) {
    this.skel = skel;
    this.events =
        RingBuffer.open(skel.maps().events(), Event.reader(e -> consumer.accept(copy(e))));
  }

  /** Watches a process from now on. */
  public void watch(long pid) throws IOException {
    Path libjvm = libjvm(pid);
    skel.progs()
        .onThreadStart()
        .attach(Usdt.probe(libjvm, "hotspot", "thread__start").pid(pid));
    skel.progs()
        .onThreadStop()
        .attach(Usdt.probe(libjvm, "hotspot", "thread__stop").pid(pid));
  }

  /** Waits for events and delivers them. */
  public void poll(Duration timeout) {
    events.poll(timeout);
  }

  /** How many events did not fit into the ring. */
  public long lost() {
    return skel.bss().lost();
  }

  @Override
  public void close() {
    events.close();
  }

  private static ThreadEvent copy(Event e) {
    return new ThreadEvent(
        e.kind() == JvmthreadsSkel.Kind.STARTED,
        e.name(),
        e.javaId(),
        e.daemon(),
        e.pid(),
        e.process(),
        Duration.ofNanos(e.lifeNs()));
  }

  private static Path libjvm(long pid) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return maps.filter(line -> line.endsWith("/libjvm.so"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow(() -> new IOException("process " + pid + " is no JVM: it has no libjvm.so"));
    }
  }
}
