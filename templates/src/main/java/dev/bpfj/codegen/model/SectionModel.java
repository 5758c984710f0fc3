package dev.bpfj.codegen.model;

import java.util.List;

/**
 * A data section.
 *
 * @param className its nested class
 * @param method the skeleton's method that gives it
 * @param section the section's name as a Java string literal
 * @param fields its variables
 */
public record SectionModel(
    String className, String method, String section, List<FieldModel> fields) {}
