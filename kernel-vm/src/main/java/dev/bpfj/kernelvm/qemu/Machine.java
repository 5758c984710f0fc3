package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual machine, not yet started.
 *
 * @param architecture its architecture
 * @param limits its memory and processors
 * @param kernel the boot image
 * @param image the guest's file system
 * @param kernelArguments added to the kernel's command line
 * @param console file that the first serial port is written to
 * @param results file that the second serial port is written to
 */
public record Machine(
    Architecture architecture,
    Limits limits,
    Path kernel,
    Path image,
    List<String> kernelArguments,
    Path console,
    Path results) {

  // No disk, no network, no monitor; a guest that reboots or panics ends QEMU.
  List<String> arguments(Accelerator accelerator) {
    List<String> words = new ArrayList<>(architecture.machine());
    words.addAll(accelerator.arguments());
    words.addAll(List.of("-cpu", accelerator.cpu(architecture)));
    words.addAll(List.of("-smp", Integer.toString(limits.cpus())));
    words.addAll(List.of("-m", limits.memoryMiB() + "M"));
    words.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot"));
    words.addAll(List.of("-display", "none", "-monitor", "none"));
    words.addAll(List.of("-chardev", "file,id=console,path=" + escape(console)));
    words.addAll(List.of("-serial", "chardev:console"));
    words.addAll(List.of("-chardev", "file,id=results,path=" + escape(results)));
    words.addAll(architecture.resultsPort());
    words.addAll(List.of("-kernel", kernel.toString(), "-initrd", image.toString()));
    words.addAll(List.of("-append", commandLine()));
    return words;
  }

  // panic=-1: end at once, do not wait to be read. Not "quiet": its console shows how far it is.
  private String commandLine() {
    List<String> words =
        new ArrayList<>(
            List.of("console=" + architecture.console(), "panic=-1", "mitigations=off"));
    words.addAll(architecture.kernelArguments());
    words.addAll(kernelArguments);
    return String.join(" ", words);
  }

  // A comma ends a value, two stand for one.
  private static String escape(Path file) {
    return file.toAbsolutePath().toString().replace(",", ",,");
  }
}
