package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Where libbpf's messages go: into the exception of the call that failed, else to the logger. */
@Test(groups = "host", singleThreaded = true)
public final class MessagesTest {
  // The System.Logger of that name ends here where java.logging is there and nothing else was set
  // up.
  private static final Logger LOGGER = Logger.getLogger("dev.bpfj.libbpf");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {
          // nothing is held back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  @BeforeMethod
  public void listen() {
    records.clear();
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @AfterMethod(alwaysRun = true)
  public void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(null);
  }

  public void saysNothingOfAnObjectThatLoads() {
    LOGGER.setLevel(Level.INFO);
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      skel.attach();
    }
    assertThat(records).isEmpty();
  }

  public void hasLibbpfsDebugLinesAtDebugLevelOnly() {
    LOGGER.setLevel(Level.FINE);
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      skel.attach();
    }
    assertThat(records)
        .anySatisfy(
            record -> {
              assertThat(record.getLevel()).isEqualTo(Level.FINE);
              assertThat(record.getMessage()).contains("life_attach");
            });
    assertThat(records).allSatisfy(r -> assertThat(r.getLevel()).isEqualTo(Level.FINE));
  }

  public void doesNotLogWhatIsInTheException() {
    LOGGER.setLevel(Level.INFO);
    try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
      assertThatExceptionOfType(VerifierRejectedException.class).isThrownBy(skel::load);
    }
    assertThat(records).isEmpty();
  }

  public void keepsTheMessagesOfThreadsApart() throws InterruptedException {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      boolean rejected = i % 2 == 0;
      threads[i] = new Thread(() -> loadManyTimes(rejected), "loader " + i);
      threads[i].setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  private static void loadManyTimes(boolean rejected) {
    for (int i = 0; i < 20; i++) {
      if (rejected) {
        try (LifeRejectedSkel skel = LifeRejectedSkel.open()) {
          assertThatExceptionOfType(VerifierRejectedException.class)
              .isThrownBy(skel::load)
              .satisfies(e -> assertThat(e.log()).contains("map_value_or_null"));
        }
      } else {
        LifeAttachSkel.openAndLoad().close();
      }
    }
  }
}
