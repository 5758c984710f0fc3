package dev.bpfj.maven.compile;

/**
 * The compiler and headers that come with the plugin.
 *
 * @param clang the compiler for machines that have none
 * @param headers the headers that programs include besides the project's own
 */
public record Toolchain(BundledClang clang, BundledHeaders headers) {}
