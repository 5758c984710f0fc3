package dev.bpfj.libbpf.event;

import dev.bpfj.libbpf.probe.KernelObject;
import java.util.Optional;

/**
 * How an attachment ended.
 *
 * @param link the kernel's link, named by its program; empty if it failed, or if the kernel has no
 *     link of it
 * @param failure why it failed; empty if it did not
 */
public record AttachOutcome(Optional<KernelObject> link, Optional<RuntimeException> failure) {}
