package dev.bpfj.maven.compile;

/**
 * What comes with the plugin to compile with.
 *
 * @param clang the compiler for machines that have none
 * @param headers what programs include besides the project's own
 */
public record Toolchain(BundledClang clang, BundledHeaders headers) {}
