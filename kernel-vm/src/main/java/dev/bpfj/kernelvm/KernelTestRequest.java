package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.select.TestSelection;
import java.nio.file.Path;
import java.util.List;

/**
 * Which tests to run on which kernels.
 *
 * @param kernels paths of a vmlinuz or a {@code .deb}, or names of the list; empty for all of the
 *     list
 * @param tests which tests
 * @param guest what the guests contain
 * @param limits limits of a guest's resources and time
 * @param sources where kernels come from
 * @param reports output directory, which gets one directory of reports per kernel, and {@code
 *     summary.txt}
 */
public record KernelTestRequest(
    List<String> kernels,
    TestSelection tests,
    GuestOptions guest,
    Limits limits,
    Sources sources,
    Path reports) {}
