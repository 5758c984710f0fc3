package dev.bpfj.codegen;

import dev.bpfj.object.BpfObjectFile;

/**
 * A program as it was compiled for one architecture.
 *
 * @param target the architecture, as {@code bpf.targets} names it
 * @param resource the class path resource beside the skeleton that will hold the object
 * @param object the object
 */
public record TargetObject(String target, String resource, BpfObjectFile object) {}
