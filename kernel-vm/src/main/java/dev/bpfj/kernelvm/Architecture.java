package dev.bpfj.kernelvm;

import java.util.List;

/**
 * What differs between machines' architectures. A guest of the host's architecture runs the host's
 * Java and libraries; one of another gets all of them from Debian's packages.
 *
 * @param name as {@code uname -m} has it
 * @param debian Debian's name of it
 * @param qemu the emulator's executable
 * @param qemuPackage Debian's package that carries it
 * @param machine QEMU's arguments for the machine
 * @param emulatedCpu QEMU's CPU model when it emulates
 * @param hardwareCpu QEMU's CPU model on KVM
 * @param kernelArguments what the kernel's command line needs for guests
 * @param console the first serial port's device, for the kernel's console
 * @param resultsPort QEMU's arguments for the second one, whose character device is {@code results}
 * @param results the second one's device, for what the guest reports
 * @param jffi directory of jffi's native library in its jar
 */
public record Architecture(
    String name,
    String debian,
    String qemu,
    String qemuPackage,
    List<String> machine,
    String emulatedCpu,
    String hardwareCpu,
    List<String> kernelArguments,
    String console,
    List<String> resultsPort,
    String results,
    String jffi) {

  // no_timer_check: on a busy host the emulated timer's ticks come too late for the kernel's check
  // at boot, which then panics ("IO-APIC + timer doesn't work"); KVM guests leave it out by
  // themselves.
  // -cx16: QEMU 7.2's emulation of cmpxchg16b lets 6.12 panic in one boot of seven; la57 costs
  // time and gives nothing.
  private static final Architecture X86_64 =
      new Architecture(
          "x86_64",
          "amd64",
          "qemu-system-x86_64",
          "qemu-system-x86",
          List.of("-machine", "q35"),
          "max,-la57,-cx16",
          "max",
          List.of("no_timer_check"),
          "ttyS0",
          List.of("-serial", "chardev:results"),
          "ttyS1",
          "jni/x86_64-Linux/");

  // The machine has one serial port of its own; Debian's kernels have PCI's built in.
  private static final Architecture AARCH64 =
      new Architecture(
          "aarch64",
          "arm64",
          "qemu-system-aarch64",
          "qemu-system-arm",
          List.of("-machine", "virt,gic-version=max"),
          "cortex-a72",
          "host",
          List.of(),
          "ttyAMA0",
          List.of("-device", "pci-serial,chardev=results"),
          "ttyS0",
          "jni/aarch64-Linux/");

  private static final List<Architecture> ALL = List.of(X86_64, AARCH64);

  /**
   * The architecture of this JVM.
   *
   * @return what is known of it
   * @throws InvalidRequestException if guests of it are not supported
   */
  public static Architecture host() {
    return of(System.getProperty("os.arch"));
  }

  /**
   * An architecture by name.
   *
   * @param name as Java, Debian or {@code uname -m} has it
   * @return what is known of it
   * @throws InvalidRequestException if guests of it are not supported
   */
  public static Architecture of(String name) {
    return ALL.stream()
        .filter(known -> known.isNamed(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "architecture '"
                        + name
                        + "': guests of it are not supported: supported="
                        + ALL.stream().map(Architecture::name).toList()));
  }

  /**
   * Whether this machine runs its programs without an emulator.
   *
   * @return false for guests of another architecture than the host's
   */
  public boolean isHost() {
    return isNamed(System.getProperty("os.arch"));
  }

  // Java has one of the two.
  private boolean isNamed(String wanted) {
    return wanted.equals(name) || wanted.equals(debian);
  }
}
