package dev.bpfj.codegen.model;

/**
 * A variable or struct member of an integer type.
 *
 * @param name its Java name
 * @param offset its offset in bytes
 */
public record FieldModel(String name, long offset) {}
