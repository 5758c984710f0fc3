package dev.bpfj.kernelvm;

import java.util.List;

/**
 * What differs between machines' architectures. The host's and the guest's are the same: the guest
 * runs the host's Java and libraries.
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
 * @param results the second one's, for what the guest reports
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
    String results,
    String jffi) {

  // no_timer_check: on a busy host the emulated timer's ticks come too late for the kernel's check
  // at
  // boot, which then panics ("IO-APIC + timer doesn't work"); KVM guests leave it out by
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
          "ttyS1",
          "jni/x86_64-Linux/");

  /**
   * The architecture of this JVM.
   *
   * @return what is known of it
   * @throws KernelTestException if guests of it are not supported
   */
  public static Architecture host() {
    return of(System.getProperty("os.arch"));
  }

  /**
   * An architecture by name.
   *
   * @param name as Java or {@code uname -m} has it
   * @return what is known of it
   * @throws KernelTestException if guests of it are not supported
   */
  public static Architecture of(String name) {
    if (name.equals("amd64") || name.equals(X86_64.name())) {
      return X86_64;
    }
    throw new KernelTestException(
        "architecture '" + name + "': guests of it are not supported: supported=[x86_64]");
  }
}
