package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Architecture;
import java.util.List;

/** How QEMU runs a guest's instructions. */
public enum Accelerator {
  /** On the processor, by the host kernel's KVM. */
  KVM,
  /** By translation; works everywhere. */
  TCG;

  List<String> arguments() {
    return switch (this) {
      case KVM -> List.of("-accel", "kvm");
      case TCG -> List.of("-accel", "tcg,thread=multi");
    };
  }

  String cpu(Architecture architecture) {
    return switch (this) {
      case KVM -> architecture.hardwareCpu();
      case TCG -> architecture.emulatedCpu();
    };
  }
}
