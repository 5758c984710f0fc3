package com.example.gctrace;

import static com.example.gctrace.GcEvent.Kind.COLLECTION;
import static com.example.gctrace.GcEvent.Kind.PAUSE;
import static com.example.gctrace.GcEvent.Kind.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.gctrace.Jvm.NoJvmException;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class GcEventTest {
  private static final LocalTime NOON = LocalTime.of(12, 0, 1, 5);

  @Test
  void isALineInColumns() {
    assertThat(new GcEvent(PAUSE, "G1CollectFull", Duration.ofNanos(1_234_567), 0, 0).line(NOON))
        .isEqualTo(
            "12:00:01  pause       G1CollectFull                                        1.235");
    assertThat(new GcEvent(COLLECTION, "Copy", Duration.ofMillis(20), 3 << 20, 1 << 19).line(NOON))
        .isEqualTo(
            "12:00:01  collection  Copy                                                20.000  3.0"
                + " -> 0.5");
    assertThat(new GcEvent(REQUEST, "main", Duration.ZERO, 0, 0).line(NOON))
        .isEqualTo("12:00:01  request     main");
  }

  @Test
  void findsTheLibraryOfAJvmOnly() throws Exception {
    assertThat(Jvm.library(ProcessHandle.current().pid()))
        .isRegularFile()
        .hasFileName("libjvm.so");
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      long pid = sleep.pid();
      assertThatThrownBy(() -> Jvm.library(pid))
          .isInstanceOf(NoJvmException.class)
          .hasMessage("process " + pid + " is no JVM: it has no libjvm.so");
    } finally {
      sleep.destroyForcibly();
    }
  }
}
