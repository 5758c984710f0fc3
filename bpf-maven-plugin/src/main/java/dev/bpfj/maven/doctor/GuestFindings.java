package dev.bpfj.maven.doctor;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.io.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks what {@code bpf:kernel-test} needs. */
final class GuestFindings {
  private static final Path KVM = Path.of("/dev/kvm");

  private GuestFindings() {}

  static List<Finding> all() {
    return List.of(
        emulator(Architecture.of("x86_64")),
        emulator(Architecture.of("aarch64")),
        tool(new Tool("busybox", "busybox-static")),
        kvm());
  }

  /** Guests of another architecture are an extra. */
  private static Finding emulator(Architecture guests) {
    Finding found = tool(new Tool(guests.qemu(), guests.qemuPackage()));
    return found.verdict() == Verdict.OK || guests.isHost()
        ? found
        : Finding.limited(
            Finding.TEST,
            found.name(),
            found.found() + ": no guests of " + guests.name(),
            found.fix());
  }

  private static Finding tool(Tool tool) {
    return tool.lookUp()
        .map(path -> Finding.ok(Finding.TEST, tool.name(), path.toString()))
        .orElseGet(
            () ->
                Finding.missing(
                    Finding.TEST,
                    tool.name(),
                    "not on the PATH",
                    "apt-get install " + tool.packageName()));
  }

  private static Finding kvm() {
    if (Files.isReadable(KVM) && Files.isWritable(KVM)) {
      return Finding.ok(Finding.TEST, "KVM", KVM + ", tried when a kernel boots");
    }
    return Files.exists(KVM)
        ? Finding.limited(
            Finding.TEST,
            "KVM",
            KVM + " is not for this user: guests are emulated, slower",
            "add this user to the group kvm")
        : Finding.limited(
            Finding.TEST,
            "KVM",
            "no " + KVM + ": guests are emulated, slower",
            "a machine with hardware virtualisation");
  }
}
