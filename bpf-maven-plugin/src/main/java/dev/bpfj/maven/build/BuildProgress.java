package dev.bpfj.maven.build;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Logs how far a build is, when something is done and ten seconds have passed since the last line.
 * Thread-safe.
 */
public final class BuildProgress {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final BuildLog log;
  private final String doing;
  private final int total;
  private final String what;
  private final LongSupplier nanoTime;
  private long logged;
  private int done;

  /**
   * The progress of a build that begins now.
   *
   * @param log gets a line now and then
   * @param doing what is done, such as {@code compiling}
   * @param total to how many
   * @param what what they are, such as {@code source(s)}
   */
  public BuildProgress(BuildLog log, String doing, int total, String what) {
    this(log, doing, total, what, System::nanoTime);
  }

  BuildProgress(BuildLog log, String doing, int total, String what, LongSupplier nanoTime) {
    this.log = log;
    this.doing = doing;
    this.total = total;
    this.what = what;
    this.nanoTime = nanoTime;
    this.logged = nanoTime.getAsLong();
  }

  /** One more is done. The last one needs no line: what was built is logged then. */
  public synchronized void next() {
    done++;
    long now = nanoTime.getAsLong();
    if (done < total && now - logged >= INTERVAL) {
      logged = now;
      log.info(doing + ": " + done + " of " + total + " " + what + " are done");
    }
  }
}
