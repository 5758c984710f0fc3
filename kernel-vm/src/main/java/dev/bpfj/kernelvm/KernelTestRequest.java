package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.select.TestSelection;
import java.nio.file.Path;
import java.util.List;

/**
 * Which tests run where.
 *
 * @param kernels paths of a vmlinuz or a {@code .deb}, or names of the list; empty for all of the
 *     list
 * @param tests which tests
 * @param guest what the guests are made of
 * @param limits what they may use
 * @param sources where kernels come from
 * @param reports directory that gets a directory of reports a kernel, and {@code summary.txt}
 */
public record KernelTestRequest(
    List<String> kernels,
    TestSelection tests,
    GuestOptions guest,
    Limits limits,
    Sources sources,
    Path reports) {}
