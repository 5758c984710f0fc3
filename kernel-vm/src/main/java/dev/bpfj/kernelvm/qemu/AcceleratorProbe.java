package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Limits;
import dev.bpfj.kernelvm.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether KVM works by starting a guest: the device may exist but refuse to open, or
 * start guests that make no progress.
 */
public final class AcceleratorProbe {
  private static final Path DEVICE = Path.of("/dev/kvm");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Architecture architecture;
  private final Qemu qemu;
  private final Guests guests;
  private final Progress progress;

  /**
   * Creates a probe.
   *
   * @param architecture the guests'
   * @param qemu the emulator
   * @param guests told of the guest that is started
   * @param progress told what was found
   */
  public AcceleratorProbe(Architecture architecture, Qemu qemu, Guests guests, Progress progress) {
    this.architecture = architecture;
    this.qemu = qemu;
    this.guests = guests;
    this.progress = progress;
  }

  /**
   * Tries KVM.
   *
   * @param kernel a boot image
   * @param image a guest that writes to its second serial port and powers off
   * @param work directory for the guest's files
   * @return KVM if the guest does so in time, else TCG
   */
  public Accelerator choose(Path kernel, Path image, Path work) {
    String refusal = refusal(kernel, image, work);
    if (refusal.isEmpty()) {
      progress.info("guests run on KVM");
      return Accelerator.KVM;
    }
    progress.info("guests are emulated (TCG), KVM cannot be used: " + refusal);
    return Accelerator.TCG;
  }

  private String refusal(Path kernel, Path image, Path work) {
    if (!architecture.isHost()) {
      return "this machine's processor is no " + architecture.name();
    }
    return Files.isReadable(DEVICE) && Files.isWritable(DEVICE)
        ? tryKvm(kernel, image, work)
        : DEVICE + " does not exist, or this user may not open it";
  }

  private String tryKvm(Path kernel, Path image, Path work) {
    Machine machine =
        new Machine(
            architecture,
            new Limits(512, 1, PATIENCE, PATIENCE, 1),
            kernel,
            image,
            List.of(),
            work.resolve("probe-console.log"),
            work.resolve("probe-results"));
    Path messages = work.resolve("probe-qemu.log");
    Process process = qemu.start(machine, Accelerator.KVM, messages);
    guests.add(process);
    try {
      boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (Files.exists(machine.results()) && Files.size(machine.results()) > 0) {
        return "";
      }
      List<String> said = ConsoleTail.of(messages);
      return !ended
          ? "a guest did not start within " + PATIENCE.toSeconds() + " s"
          : said.isEmpty() ? "a guest ended without output" : said.get(0);
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelTestException("interrupted while KVM was tried", e);
    } finally {
      process.destroyForcibly();
      guests.remove(process);
    }
  }
}
