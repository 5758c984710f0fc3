package dev.bpfj.codegen;

import java.util.List;

/**
 * What was made of an object.
 *
 * @param sources the Java sources
 * @param notes what its user should know, in the object's order
 */
public record GeneratedSkeleton(List<SourceFile> sources, List<Note> notes) {}
