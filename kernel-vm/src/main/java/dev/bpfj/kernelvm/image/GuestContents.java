package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.wire.RunPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a guest that one run adds to the base image.
 *
 * @param classPath jars and directories, in order
 * @param jvmArguments options of the guest's JVM
 * @param plan what it runs
 * @param release the kernel's release
 * @param config the kernel's configuration, where known
 * @param modules kernel modules to insert, in order
 * @param patience the time after which the guest powers itself off, in case the host no longer
 *     watches it
 */
public record GuestContents(
    List<Path> classPath,
    List<String> jvmArguments,
    RunPlan plan,
    String release,
    Optional<Path> config,
    List<Path> modules,
    Duration patience) {}
