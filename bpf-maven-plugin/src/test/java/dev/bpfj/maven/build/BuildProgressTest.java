package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.Test;

public final class BuildProgressTest {
  private final AtomicLong time = new AtomicLong(-5);

  @Test
  public void tellsHowFarABuildIsEveryTenSecondsButNotAtItsEnd() {
    TestLog log = new TestLog();
    BuildProgress progress = new BuildProgress(log, "compiling", 6, "source(s)", time::get);
    after(progress, 9);
    after(progress, 1);
    after(progress, 9);
    after(progress, 20);
    after(progress, 9);
    after(progress, 20);
    assertThat(log.lines())
        .containsExactly(
            "info compiling: 2 of 6 source(s) are done",
            "info compiling: 4 of 6 source(s) are done");
  }

  private void after(BuildProgress progress, long seconds) {
    time.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    progress.next();
  }
}
