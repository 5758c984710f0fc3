package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Limits;
import dev.bpfj.kernelvm.wire.DamagedStreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a virtual machine to its end and receives what the guest reports. */
public final class GuestRunner {
  private static final Duration POLL = Duration.ofMillis(50);

  /** How long a guest that has reported everything may take to power off. */
  private static final Duration POWER_OFF = Duration.ofSeconds(10);

  private final Qemu qemu;
  private final Accelerator accelerator;
  private final Guests guests;

  /**
   * A runner.
   *
   * @param qemu the emulator
   * @param accelerator how instructions are run
   * @param guests told of every guest that runs
   */
  public GuestRunner(Qemu qemu, Accelerator accelerator, Guests guests) {
    this.qemu = qemu;
    this.accelerator = accelerator;
    this.guests = guests;
  }

  /**
   * Runs a machine.
   *
   * @param machine to run; its files are overwritten
   * @param transcript what the guest has reported so far
   * @param watcher told what the guest reports; fills the transcript
   * @return what went wrong with the guest itself, the console's last lines included; empty if it
   *     reported everything to the end
   */
  public Optional<String> run(Machine machine, Transcript transcript, GuestWatcher watcher) {
    Path messages = machine.console().resolveSibling("qemu.log");
    try {
      Files.write(machine.results(), new byte[0]);
      Files.write(machine.console(), new byte[0]);
    } catch (IOException e) {
      throw new KernelTestException(machine.results() + ": cannot be written: " + e, e);
    }
    Process process = qemu.start(machine, accelerator, messages);
    guests.add(process);
    try (ResultTail results = new ResultTail(machine.results(), watcher)) {
      Optional<String> limit = follow(machine, process, results, transcript, watcher);
      results.poll();
      return verdict(process, limit, results, transcript)
          .map(what -> what + lastLines(machine.console(), messages));
    } catch (DamagedStreamException e) {
      return Optional.of(e.getMessage() + lastLines(machine.console(), messages));
    } finally {
      end(process);
      guests.remove(process);
    }
  }

  // The limit that was passed, if it was. A stage has its own, which begins anew with progress: a
  // line on the console of a guest that boots, a test that starts or ends.
  private static Optional<String> follow(
      Machine machine,
      Process process,
      ResultTail results,
      Transcript transcript,
      GuestWatcher watcher) {
    Limits limits = machine.limits();
    GuestClock clock = new ProcessClock(process.pid());
    BootConsole console = new BootConsole(machine.console(), watcher);
    Stage stage = Stage.BOOT;
    Allowance allowance = Allowance.ofBoot(clock, limits.boot());
    int reports = 0;
    while (!waitFor(process, POLL)) {
      results.poll();
      if (Stage.of(transcript) != stage) {
        stage = Stage.of(transcript);
        allowance = Allowance.ofTests(clock, stage.limit(limits));
      } else if (stage == Stage.BOOT ? console.hasGrown() : transcript.reports() != reports) {
        allowance.renew();
      }
      if (stage == Stage.BOOT) {
        console.tell();
      }
      reports = transcript.reports();
      Optional<String> passed = allowance.passed();
      if (passed.isPresent()) {
        return passed;
      }
    }
    return Optional.empty();
  }

  private enum Stage {
    BOOT,
    TESTS,
    POWER_OFF;

    static Stage of(Transcript transcript) {
      return transcript.ended() ? POWER_OFF : transcript.release().isPresent() ? TESTS : BOOT;
    }

    Duration limit(Limits limits) {
      return switch (this) {
        case BOOT -> limits.boot();
        case TESTS -> limits.time();
        case POWER_OFF -> GuestRunner.POWER_OFF;
      };
    }
  }

  private static Optional<String> verdict(
      Process process, Optional<String> limit, ResultTail results, Transcript transcript) {
    if (transcript.ended()) {
      return results.incomplete() == 0
          ? Optional.empty()
          : Optional.of("the guest went on after its last frame: bytes=" + results.incomplete());
    }
    if (limit.isPresent()) {
      return Optional.of(
          (transcript.release().isPresent()
                  ? "the tests did not end in time: "
                  : "the guest did not boot in time: ")
              + limit.get()
              + ": "
              + transcript.position());
    }
    String qemu =
        process.exitValue() == 0 ? "" : " (QEMU's exit status=" + process.exitValue() + ")";
    return Optional.of(
        "the guest ended before all tests were reported" + qemu + ": " + transcript.position());
  }

  private static String lastLines(Path console, Path messages) {
    List<String> qemu = ConsoleTail.of(messages);
    List<String> guest = ConsoleTail.of(console);
    return (qemu.isEmpty() ? "" : "\n  QEMU said:" + indent(qemu))
        + (guest.isEmpty()
            ? "\n  the console is empty: " + console
            : "\n  the console's last lines (" + console + "):" + indent(guest));
  }

  private static String indent(List<String> lines) {
    return "\n    " + String.join("\n    ", lines);
  }

  private static boolean waitFor(Process process, Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelTestException("interrupted while a guest ran", e);
    }
  }

  // Only our own process, by its handle; it must be gone before its files are read or deleted.
  private static void end(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor(POWER_OFF.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
