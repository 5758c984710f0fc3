package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import java.util.List;

/**
 * Some members of a section or struct that has more than one Java class can. Each part extends the
 * one before it, and the section's or struct's class the last one, so that it has all members.
 *
 * @param className its nested class
 * @param superclass what that extends
 * @param fields its members
 */
public record PartModel(JavaIdentifier className, String superclass, List<FieldModel> fields) {}
