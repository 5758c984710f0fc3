package dev.bpfj.kernelvm.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kernel to boot.
 *
 * @param name the name that the user gave it, which is also the name of its report directory
 * @param release its release, as {@code uname -r} will have it
 * @param image the boot image
 * @param config its configuration, where it is known
 * @param modules its directories {@code lib/modules/RELEASE}; several where several packages make
 *     one, none where they are not known
 */
public record Kernel(
    String name, String release, Path image, Optional<Path> config, List<Path> modules) {}
