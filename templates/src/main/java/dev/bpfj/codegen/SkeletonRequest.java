package dev.bpfj.codegen;

/**
 * What a skeleton is to be called.
 *
 * @param packageName its Java package
 * @param objectName the object's name, such as {@code minimal} for {@code minimal.bpf.o}
 */
public record SkeletonRequest(String packageName, String objectName) {}
