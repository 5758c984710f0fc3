package dev.bpfj.maven.compile;

import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What programs are compiled for.
 *
 * @param name names it among other targets; empty if the user named none
 * @param architecture the one of the kernels, empty if this machine's is none that libbpf knows
 * @param objects where the objects go, absolute
 * @param vmlinux the header of kernel types, for programs that include one and have none
 */
public record CompileTarget(
    String name, Optional<TargetArch> architecture, Path objects, HeaderOnDemand vmlinux) {

  /** The target for this machine, of a user who named none. */
  static CompileTarget ofThisMachine(Path objects, HeaderOnDemand vmlinux) {
    return new CompileTarget("", TargetArch.ofThisMachine(), objects, vmlinux);
  }
}
