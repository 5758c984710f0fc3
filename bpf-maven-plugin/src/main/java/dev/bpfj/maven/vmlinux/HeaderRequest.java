package dev.bpfj.maven.vmlinux;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.maven.target.TargetArch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which kernel's types to write, and how.
 *
 * @param kernels files or names, of which the first is taken whose types are those of the
 *     architecture; empty for the kernel whose types come with this plugin
 * @param module a kernel module whose types are added; empty for none
 * @param architecture the kernel's, empty for any
 * @param types names of the wanted types; empty for all
 * @param preserveAccessIndex whether accesses to members become CO-RE relocations
 * @param baseDirectory what relative paths are relative to, absolute
 * @param scratch a directory for what packages hold, of each architecture in a directory of its
 *     own; made if need be
 * @param sources where named kernels come from
 */
public record HeaderRequest(
    List<String> kernels,
    String module,
    Optional<TargetArch> architecture,
    List<String> types,
    boolean preserveAccessIndex,
    Path baseDirectory,
    Path scratch,
    Sources sources) {}
