package dev.bpfj.libbpf.event;

import dev.bpfj.libbpf.probe.KernelObject;
import java.util.List;
import java.util.Optional;

/**
 * How a load ended.
 *
 * @param objects the programs and maps that the kernel has of it, maps that were there before
 *     included; none if it failed
 * @param failure why it failed; empty if it did not
 */
public record LoadOutcome(List<KernelObject> objects, Optional<RuntimeException> failure) {}
