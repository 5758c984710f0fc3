package com.example.opensnoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class OpenTracerTest {
  private static final int PID = (int) ProcessHandle.current().pid();
  private static final int NO_SUCH_FILE = -2;

  private final List<Opened> opened = new ArrayList<>();

  @TempDir private Path directory;

  @Test
  void seesWhatIsOpenedAndWhatCannotBe() throws Exception {
    Path present = Files.writeString(directory.resolve("present"), "text");
    Path missing = directory.resolve("missing");
    try (OpenTracer tracer = new OpenTracer(PID, false, opened::add)) {
      tryBoth(present, missing);
      pollUntilSeen(tracer, missing);
      assertThat(tracer.lost()).isZero();
    }
    assertThat(of(present)).singleElement().matches(file -> file.result() > 2);
    assertThat(of(missing))
        .containsExactly(new Opened(PID, nameOfThread(), NO_SUCH_FILE, missing.toString()));
    assertThat(opened).allMatch(file -> file.pid() == PID);
  }

  @Test
  void leavesOutWhatIsNotAskedFor() throws Exception {
    Path present = Files.createFile(directory.resolve("present"));
    Path missing = directory.resolve("missing");
    try (OpenTracer tracer = new OpenTracer(PID, true, opened::add)) {
      tryBoth(present, missing);
      pollUntilSeen(tracer, missing);
    }
    assertThat(of(present)).isEmpty();
    opened.clear();
    try (OpenTracer tracer = new OpenTracer(PID + 1, false, opened::add)) {
      tryBoth(present, missing);
      tracer.poll(Duration.ZERO);
    }
    assertThat(opened).isEmpty();
  }

  private static void tryBoth(Path present, Path missing) throws Exception {
    Files.readString(present);
    assertThatThrownBy(() -> Files.readString(missing)).isInstanceOf(NoSuchFileException.class);
  }

  private void pollUntilSeen(OpenTracer tracer, Path last) {
    while (of(last).isEmpty()) {
      tracer.poll(Duration.ofSeconds(1));
    }
  }

  private List<Opened> of(Path file) {
    return opened.stream().filter(one -> one.file().equals(file.toString())).toList();
  }

  /** What the kernel calls this thread: not always what Java does. */
  private static String nameOfThread() throws Exception {
    return Files.readString(Path.of("/proc/thread-self/comm")).strip();
  }
}
