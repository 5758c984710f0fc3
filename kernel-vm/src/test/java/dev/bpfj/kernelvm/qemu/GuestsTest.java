package dev.bpfj.kernelvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

public final class GuestsTest {
  /** What the JVM that is interrupted does: starts a guest, here a sleep, and waits for its end. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws Exception {
      try (Guests guests = new Guests()) {
        Process guest = new ProcessBuilder("sleep", "300").start();
        guests.add(guest);
        System.out.println(guest.pid());
        guest.waitFor();
      }
    }
  }

  @Test
  public void interruptedJvmEndsItsGuests() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle guest = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      assertThat(guest.isAlive()).isTrue();
      // Ends a JVM as Ctrl-C does, whose own signal is ignored in a build in the background.
      new ProcessBuilder("kill", "-TERM", Long.toString(victim.pid())).start().waitFor();
      assertThat(victim.waitFor(600, TimeUnit.SECONDS)).isTrue();
      guest.onExit().get(600, TimeUnit.SECONDS);
      assertThat(guest.isAlive()).isFalse();
    } finally {
      victim.destroyForcibly();
    }
  }

  @Test
  public void guestThatComesTooLateIsEnded() throws Exception {
    Guests guests = new Guests();
    guests.close();
    Process guest = new ProcessBuilder("sleep", "300").start();
    guests.add(guest);
    assertThat(guest.waitFor(600, TimeUnit.SECONDS)).isTrue();
  }
}
