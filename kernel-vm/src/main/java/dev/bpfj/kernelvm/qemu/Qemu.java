package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's program for one architecture. */
public final class Qemu {
  private final Path program;

  private Qemu(Path program) {
    this.program = program;
  }

  /**
   * QEMU as this process's PATH has it.
   *
   * @param architecture the guests'
   * @return the program
   * @throws KernelTestException if it is not there, naming the package to install
   */
  public static Qemu onPath(Architecture architecture) {
    return in(System.getenv("PATH"), architecture);
  }

  /**
   * QEMU as some PATH has it.
   *
   * @param path directories, separated as in PATH
   * @param architecture the guests'
   * @return the program
   * @throws KernelTestException if it is not there, naming the package to install
   */
  public static Qemu in(String path, Architecture architecture) {
    return new Qemu(new Tool(architecture.qemu(), architecture.qemuPackage()).find(path));
  }

  /** Starts a machine; what QEMU itself says goes to a file. */
  Process start(Machine machine, Accelerator accelerator, Path messages) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(machine.arguments(accelerator));
    try {
      return new ProcessBuilder(words)
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(messages.toFile())
          .start();
    } catch (IOException e) {
      throw new KernelTestException(program + ": cannot be started: " + e.getMessage(), e);
    }
  }
}
