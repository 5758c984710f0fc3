package dev.bpfj.object;

/**
 * A map defined in an object's {@code .maps} section.
 *
 * @param name its name in C
 */
public record ObjectMap(String name) {}
